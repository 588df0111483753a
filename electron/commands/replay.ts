import { readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { startConsole } from '../console/start-console.ts';
import { maxReplayFileBytes, readReplayFile, replayFileTooLarge } from '../feeds/replay/read-replay-file.ts';
import type { ReplayCall } from '../feeds/replay/replay-call.ts';
import { practiceCalls } from '../practice/calls/practice-calls.ts';
import { startPracticeOrg } from '../practice/org/start-practice-org.ts';
import { createMemoryBox } from '../secrets/create-memory-box.ts';
import { callReport } from './replay/call-report.ts';
import { type Decide, playCall } from './replay/play-call.ts';
import { printCall } from './replay/print-call.ts';

const usage = 'Usage: npm run -s replay -- FILE... [--decide approve|reject|none] [--json]   (FILE may be "practice")';

/** A call to play; a practice call pretends to be held now. */
type Recorded = { call: ReplayCall; practice: boolean };

type Flags = { files: string[]; decide: Decide; json: boolean };

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const flags = readFlags(args);
  if (typeof flags === 'string') {
    process.stderr.write(`${flags}\n${usage}\n`);
    return 2;
  }
  const read = flags.files.map(readCalls);
  const calls = read.flatMap((each) => each.calls);
  for (const problem of read.flatMap((each) => each.problems)) process.stderr.write(`${problem}\n`);
  const told = await play(calls, flags);
  return told && read.every((each) => each.problems.length === 0 || each.calls.length > 0) ? 0 : 1;
}

/** Plays every call against an org of its own; false when something approved was not written. */
async function play(calls: readonly Recorded[], { decide, json }: Flags): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-replay-'));
  const org = await startPracticeOrg({});
  const running = await startConsole({
    dataFolder: folder,
    host: 'browser',
    secretBox: createMemoryBox(),
    org: { url: org.url, accessToken: org.accessToken },
    practiceCalls: [],
    firstCalls: [],
    log: (message, cause) => process.stderr.write(`${message}${cause ? `: ${String(cause)}` : ''}\n`),
  });
  let allWritten = true;
  try {
    for (const [index, { call, practice }] of calls.entries()) {
      const played = await playCall(running, call, { run: `${index + 1}`, decide, practice });
      process.stdout.write(json ? `${JSON.stringify(callReport(call.key, played))}\n` : printCall(call.title, played));
      allWritten &&= played.proposals.every((of) => !played.approved.has(of.id) || of.status.state === 'written');
    }
  } finally {
    await running.stop();
    await org.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return allWritten;
}

function readCalls(file: string): { calls: Recorded[]; problems: string[] } {
  if (file === 'practice') {
    return {
      calls: practiceCalls
        .flatMap(({ key, vcon }) => readReplayFile(`${key}.vcon.json`, JSON.stringify(vcon)).calls)
        .map((call) => ({ call, practice: true })),
      problems: [],
    };
  }
  try {
    if (statSync(file).size > maxReplayFileBytes) return { calls: [], problems: [`${file}: ${replayFileTooLarge}`] };
    const { calls, problems } = readReplayFile(basename(file), readFileSync(file, 'utf8'));
    return {
      calls: calls.map((call) => ({ call, practice: false })),
      problems: problems.map(({ line, message }) => `${file}${line === null ? '' : `:${line}`}: ${message}`),
    };
  } catch (cause) {
    return {
      calls: [],
      problems: [`${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`],
    };
  }
}

function readFlags(args: string[]): Flags | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { decide: { type: 'string', default: 'none' }, json: { type: 'boolean', default: false } },
    });
    const { decide, json } = values;
    if (decide !== 'approve' && decide !== 'reject' && decide !== 'none')
      return `--decide is approve, reject or none, not “${decide}”.`;
    if (positionals.length === 0) return 'Name at least one file.';
    return { files: positionals, decide, json };
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}
