import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../electron/store/open-store.ts';
import { controlServer, vapiCall } from '../../support/control-server.ts';
import type { HoldsOrder } from '../../support/holds-child.ts';
import { vapiSigned } from '../../support/intake-console.ts';
import { sampleFeed } from '../../support/sample-feed.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testOrg } from '../../support/test-console.ts';

const secret = 'vapi_test';

/** A console as a process of its own. */
function consoleChild(order: HoldsOrder) {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../../support/holds-child.ts'), JSON.stringify(order)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const exited = once(child, 'exit');
  const kill = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await exited;
  };
  onTestFinished(kill);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    kill,
    exited,
    /** The next line that tells this. */
    async told(name: string): Promise<unknown> {
      for (;;) {
        const { value, done } = await lines.next();
        if (done) return null;
        const line = JSON.parse(value);
        if (name in line) return line[name];
      }
    },
  };
}

/** A tool call is held, and the console is killed in the middle of it. */
async function killedInTheHold() {
  const org = await testOrg();
  const control = await controlServer();
  const dataFolder = temporaryFolder();
  const order: HoldsOrder = {
    dataFolder,
    org: { url: org.url, accessToken: org.accessToken },
    feed: sampleFeed('vapi', { holdMs: 15_000 }),
    secrets: { secret },
    approve: false,
    killAt: null,
  };
  const first = consoleChild(order);
  const url = String(await first.told('url'));
  const call = vapiCall(control);
  const toolCallList = [{ id: 't1', name: 'update_contact', parameters: { email: 'dana.new@example.com' } }];
  const body = JSON.stringify({ message: { type: 'tool-calls', timestamp: Date.now(), call, toolCallList } });
  const answer = fetch(url, { method: 'POST', body, headers: vapiSigned(secret, body) }).then(
    () => 'answered',
    () => 'cut off',
  );
  expect(await first.told('waiting')).toBe('P-1001');
  await first.kill();
  expect(await answer).toBe('cut off');
  return { order, control, dataFolder };
}

async function answersIn(dataFolder: string) {
  const store = await openStore(dataFolder);
  try {
    return await store.db.selectFrom('answers').select(['door', 'outcome', 'state']).execute();
  } finally {
    await store.close();
  }
}

const message = (content: unknown) => ({
  type: 'add-message',
  message: { role: 'system', content },
  triggerResponseEnabled: true,
});

test('what was held when the process was killed is open, and its answer goes into the live call', async () => {
  const { order, control, dataFolder } = await killedInTheHold();
  const second = consoleChild({ ...order, approve: true });
  expect(await second.told('finished')).toBe(true);
  await second.exited;
  expect(control.said).toEqual([message(expect.stringMatching(/^Done \(P-1001\).*dana\.new@example\.com/))]);
  expect(await answersIn(dataFolder)).toEqual([{ door: 'late-door', outcome: 'done', state: 'arrived' }]);
}, 60_000);

test.each([
  ['before it is said', 'answer.intended', []],
  ['after it was said', 'answer.told', [message(expect.stringMatching(/^Done/))]],
])(
  'killed %s, it is said once more as a repetition',
  async (_when, killAt, before) => {
    const { order, control } = await killedInTheHold();
    const second = consoleChild({ ...order, approve: true, killAt });
    await second.exited;
    expect(control.said).toEqual(before);
    const third = consoleChild({ ...order, approve: true });
    expect(await third.told('finished')).toBe(true);
    expect(control.said).toEqual([
      ...before,
      message(expect.stringMatching(/^In case this did not reach you: Done \(P-1001\)/)),
    ]);
  },
  60_000,
);
