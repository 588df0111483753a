import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Console, startConsole } from '../../../console/start-console.ts';
import { createMemoryBox } from '../../../secrets/create-memory-box.ts';
import { startMemoryOrg } from '../memory-org.ts';
import type { PostOrder, PostOutcome } from './post-events.ts';

/** A console whose `events` feed is listened for, and a process that sends to it. */
export type FeedsBench = {
  running: Console;
  folder: string;
  url: string;
  headers: Record<string, string>;
  send(order: PostOrder): Promise<PostOutcome>;
  stop(): Promise<void>;
};

const bearer = 'a-secret-of-the-bench';

/** Starts both. */
export async function startFeedsBench(print: (line: string) => void): Promise<FeedsBench> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'));
  const org = await startMemoryOrg();
  const running = await startConsole({
    dataFolder: folder,
    host: 'browser',
    secretBox: createMemoryBox(),
    org: { url: org.url, accessToken: org.accessToken },
    practiceCalls: [],
    firstCalls: [],
    // What is measured is how fast it goes, not where it is stopped.
    intake: { port: 0, perSecond: 1e9, burst: 1e9 },
    log: (message, cause) => print(`${message} ${String(cause ?? '')}`),
  });
  const feed = {
    key: 'events',
    platform: 'events' as const,
    name: 'Bench',
    org: null,
    enabled: true,
    publicUrl: null,
    unguessable: null,
    holdMs: null,
    pendingWords: null,
    apiBase: null,
    options: {},
  };
  await running.feeds.book.save(feed, { bearer });
  await running.feeds.intake.follow();
  const sender = startSender();
  return {
    running,
    folder,
    url: running.feeds.intake.localUrlOf(feed) ?? '',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/cloudevents+json' },
    send: sender.send,
    async stop() {
      sender.stop();
      await running.stop();
      await org.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function startSender(): { send(order: PostOrder): Promise<PostOutcome>; stop(): void } {
  const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, 'sender.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error('the sender has no pipes');
  const lines = createInterface({ input: stdout });
  return {
    async send(order) {
      const answered = once(lines, 'line');
      stdin.write(`${JSON.stringify(order)}\n`);
      const [line] = await answered;
      return JSON.parse(line);
    },
    stop: () => void child.kill(),
  };
}

/** One turn of a call, as a CloudEvent. */
export function turnEvent(call: string, seq: number, text: string): string {
  return JSON.stringify({
    specversion: '1.0',
    type: 'com.countersign.utterance',
    source: '/bench',
    id: `${call}-${seq}`,
    subject: call,
    data: { key: `t${seq}`, seq, party: seq % 2 === 0 ? 'agent' : 'caller', text, final: true },
  });
}

/** The beginning of a call, as a CloudEvent. */
export function startEvent(call: string): string {
  return JSON.stringify({
    specversion: '1.0',
    type: 'com.countersign.call.started',
    source: '/bench',
    id: `${call}-start`,
    subject: call,
    data: { parties: [{ role: 'caller', name: `Caller ${call}` }] },
  });
}
