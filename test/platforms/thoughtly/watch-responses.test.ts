import { describe, expect, test } from 'vitest';
import { thoughtly } from '../../../electron/platforms/thoughtly/thoughtly.ts';
import { type ApiAnswer, startApi } from '../api-server.ts';
import { thoughtlyCall, thoughtlyFeed } from '../samples/thoughtly-samples.ts';
import { watching } from '../watching.ts';

const now = Date.parse('2026-11-03T15:40:00Z');

async function pollWith(answer: (path: string, call: number) => ApiAnswer, bookmark: string | null = null) {
  let asked = 0;
  const api = await startApi(({ path }) => {
    asked += 1;
    return answer(path, asked);
  });
  const options = { interviewIds: 'agent-1', teamId: 'team-1' };
  const watched = watching({ ...thoughtlyFeed, apiBase: api.base, options }, now, bookmark);
  const running = thoughtly.watch?.(watched.parts);
  async function end() {
    watched.stop();
    await running;
  }
  return { api, watched, end };
}

describe("polling Thoughtly's responses", () => {
  test('reads a call while it goes on and again when it is over, and once only', async () => {
    let call = thoughtlyCall({ status: 'in_progress', outcome: null, ended_at: null, transcript: [] });
    const { api, watched, end } = await pollWith(() => ({ body: { data: { responses: [call] }, error: null } }));
    await watched.waits();
    expect(watched.events().map(({ event }) => event.type)).toEqual(['call.started']);
    await watched.goOn();
    expect(watched.readings).toHaveLength(1);
    call = thoughtlyCall();
    await watched.goOn();
    expect(watched.events().at(-1)?.event.type).toBe('call.analysed');
    expect(api.requests[0]).toMatchObject({
      path: '/interview/agent-1/responses?page=1&limit=50',
      headers: { 'x-api-token': 'token-1', team_id: 'team-1' },
    });
    await end();
  });

  test('remembers what it read across a restart', async () => {
    const answer = () => ({ body: { data: [thoughtlyCall()], error: null } });
    const first = await pollWith(answer);
    await first.watched.waits();
    expect(first.watched.readings).toHaveLength(1);
    await first.end();
    const second = await pollWith(answer, first.watched.bookmark());
    await second.watched.waits();
    expect(second.watched.readings).toEqual([]);
    await second.end();
  });

  test('leaves out what was over long before it began to look', async () => {
    const old = thoughtlyCall({ started_at: '2026-11-01T10:00:00Z', ended_at: '2026-11-01T10:05:00Z' });
    const { watched, end } = await pollWith(() => ({ body: { data: [old] } }));
    await watched.waits();
    expect(watched.readings).toEqual([]);
    await end();
  });

  test('turns pages at a pace that the rate limit allows', async () => {
    const full = Array.from({ length: 50 }, (_, index) => thoughtlyCall({ id: `call-${index}` }));
    const { api, watched, end } = await pollWith((path) => ({ body: { data: path.includes('page=1') ? full : [] } }));
    expect(await watched.waits()).toBe(1000);
    expect(await watched.goOn()).toBe(30_000);
    expect(api.requests.map(({ path }) => new URL(path, api.base).searchParams.get('page'))).toEqual(['1', '2']);
    expect(watched.readings).toHaveLength(50);
    await end();
  });

  test('waits as long as it is told to, and says when its key is refused', async () => {
    const { watched, end } = await pollWith((_path, call) =>
      call === 1 ? { status: 429, headers: { 'retry-after': '120' } } : { status: 401 },
    );
    expect(await watched.waits()).toBe(120_000);
    expect(await watched.goOn()).toBe(120_000);
    expect(watched.troubles).toEqual([
      expect.stringContaining('less often'),
      expect.stringContaining('refuses the key of this feed'),
    ]);
    await end();
  });

  test('does nothing where no agent is named, and says what it lacks', async () => {
    const off = watching(thoughtlyFeed, now);
    const offRunning = thoughtly.watch?.(off.parts);
    off.stop();
    await offRunning;
    expect(off.troubles).toEqual([]);
    const lacking = watching({ ...thoughtlyFeed, options: { interviewIds: 'agent-1' } }, now);
    const lackingRunning = thoughtly.watch?.(lacking.parts);
    lacking.stop();
    await lackingRunning;
    expect(lacking.troubles).toHaveLength(1);
  });
});
