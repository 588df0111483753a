import type { ClientContext, ClientLink } from '@orpc/client';
import { expect, test } from 'vitest';
import { type Connected, openLine } from '../../../renderer/client/line.ts';

const link: ClientLink<ClientContext> = { call: async () => 'answer' };

function dialled() {
  const breaks: (() => void)[] = [];
  const dial = async (): Promise<Connected> => {
    const closed = new Promise<void>((resolve) => breaks.push(resolve));
    return { link, closed };
  };
  return { dial, breaks };
}

const quick = { pause: async () => {}, now: () => 7 };

function stateChange(line: ReturnType<typeof openLine>): Promise<string> {
  return new Promise((resolve) => {
    const stop = line.subscribe(() => {
      stop();
      resolve(line.state().state);
    });
  });
}

test('opens, and passes calls on', async () => {
  const line = openLine(dialled().dial, quick);
  await line.whenOpen(new AbortController().signal);
  expect(await line.link.call([], undefined, { context: {} })).toBe('answer');
  line.close();
});

test('dials again when the connection breaks, and says so meanwhile', async () => {
  const { dial, breaks } = dialled();
  const line = openLine(dial, quick);
  await line.whenOpen(new AbortController().signal);
  const broken = stateChange(line);
  breaks[0]?.();
  expect(await broken).toBe('reconnecting');
  await line.whenOpen(new AbortController().signal);
  expect(breaks).toHaveLength(2);
  line.close();
});

test('keeps dialling while nobody answers', async () => {
  let calls = 0;
  const line = openLine(async () => {
    calls += 1;
    if (calls < 4) throw new Error('refused');
    return { link, closed: new Promise(() => {}) };
  }, quick);
  await line.whenOpen(new AbortController().signal);
  expect(calls).toBe(4);
  line.close();
});

test('refuses calls at once while it is not connected', async () => {
  const line = openLine(() => new Promise(() => {}), quick);
  await expect(line.link.call([], undefined, { context: {} })).rejects.toMatchObject({
    problem: { kind: 'not-connected', next: 'wait' },
  });
  line.close();
});

test('stops waiting for the line when told to', async () => {
  const line = openLine(() => new Promise(() => {}), quick);
  const leaving = new AbortController();
  const waiting = line.whenOpen(leaving.signal);
  leaving.abort(new Error('left'));
  await expect(waiting).rejects.toThrow('left');
  line.close();
});
