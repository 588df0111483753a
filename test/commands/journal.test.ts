import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { momentOf } from '../../electron/commands/journal/moment-of.ts';
import { appendJournal, type JournalLine } from '../../electron/journal/append-journal.ts';
import { followHead } from '../../electron/journal/journal-head.ts';
import { openStore } from '../../electron/store/open-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const command = join(import.meta.dirname, '../../electron/commands/journal.ts');
const noon = new Date(2026, 2, 1, 12).getTime();
const day = 24 * 3_600_000;

function line(index: number): JournalLine {
  const summary = `entry number ${index}`;
  const detail = { values: [{ field: 'Title', label: 'Title', value: `=HYPERLINK("${index}")\n"x", y` }] };
  const parts = { kind: 'proposal.made', org: 'o', call: null, proposal: null } as const;
  return { ...parts, at: noon + index * day, actor: '@Sam', summary, detail };
}

/** A journal of thirty entries, a day apart, which a store still holds open. */
async function openedJournal() {
  const folder = temporaryFolder();
  const store = await openStore(folder);
  const stop = followHead(store, folder);
  await store.transact((tx) =>
    appendJournal(
      tx,
      Array.from({ length: 30 }, (_, index) => line(index)),
    ),
  );
  return { folder, store, stop };
}

async function writtenJournal(): Promise<string> {
  const { folder, store, stop } = await openedJournal();
  await stop();
  await store.close();
  return folder;
}

async function run(...args: string[]) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', command, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { out, err, code: await exited };
}

function tamper(folder: string, statement: string): void {
  const raw = new DatabaseSync(join(folder, 'countersign.db'));
  raw.exec('DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete; PRAGMA foreign_keys = OFF');
  raw.exec(statement);
  raw.close();
}

describe('journal verify', () => {
  test('finds a journal unbroken, also while it is being written', async () => {
    const { folder, store, stop } = await openedJournal();
    await stop();
    expect(await run('verify', '--data', folder)).toEqual({
      code: 0,
      out: 'Unbroken: 30 entries verified.\n',
      err: '',
    });
    await store.transact((tx) => appendJournal(tx, [line(30)]));
    expect(await run('verify', '--data', folder)).toMatchObject({ code: 0, out: 'Unbroken: 31 entries verified.\n' });
    await store.close();
  });

  test('names the entry in whose text one byte of the file was changed', async () => {
    const folder = await writtenJournal();
    tamper(folder, 'VACUUM');
    const file = join(folder, 'countersign.db');
    const bytes = readFileSync(file);
    // Where a page was split a copy that nobody reads may be left over: it is changed, too.
    for (let at = bytes.indexOf('entry number 17'); at !== -1; at = bytes.indexOf('entry number 17', at)) {
      bytes[at] = (bytes[at] ?? 0) ^ 1;
    }
    writeFileSync(file, bytes);
    const { code, out } = await run('verify', '--data', folder);
    expect(code).toBe(1);
    expect(out).toBe(
      'Broken at entry 18: Entry 18 was changed after it was written. 17 entries before it are unbroken.\n',
    );
  });

  test('names where the end was cut off', async () => {
    const folder = await writtenJournal();
    tamper(folder, 'DELETE FROM journal_values WHERE seq > 20; DELETE FROM journal WHERE seq > 20');
    const { code, out } = await run('verify', '--data', folder);
    expect(code).toBe(1);
    expect(out).toContain('Broken at entry 21: The journal ends at entry 20, but its head names entry 30');
  });

  test('does not call a journal whole whose head is gone', async () => {
    const folder = await writtenJournal();
    rmSync(join(folder, 'journal.head'));
    expect(await run('verify', '--data', folder)).toMatchObject({
      code: 1,
      out: expect.stringContaining('is missing'),
    });
  });

  test('tells a file that is damaged, without a stack', async () => {
    const folder = await writtenJournal();
    const file = join(folder, 'countersign.db');
    const bytes = readFileSync(file);
    // Every page but the first, which says what the tables are.
    bytes.fill(0xff, 4096 * 2);
    writeFileSync(file, bytes);
    const { code, out, err } = await run('verify', '--data', folder);
    expect(code).toBe(1);
    expect(out + err).toMatch(/cannot be read: .*(?:malformed|corrupt)/);
    expect(out + err).not.toContain('    at ');
  });

  test('makes nothing in a folder that holds no journal', async () => {
    const folder = temporaryFolder();
    expect(await run('verify', '--data', folder)).toMatchObject({
      code: 1,
      err: expect.stringContaining('no journal'),
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('journal export', () => {
  test('writes JSONL, an entry a line, with every value', async () => {
    const folder = await writtenJournal();
    const { code, out } = await run('export', '--data', folder, '--format', 'jsonl');
    expect(code).toBe(0);
    const lines = out.trimEnd().split('\n');
    expect(lines).toHaveLength(30);
    const third: unknown = JSON.parse(lines[2] ?? '');
    expect(third).toMatchObject({ seq: 3, at: new Date(noon + 2 * day).toISOString(), detail: line(2).detail });
  });

  test('writes CSV in which no cell is a formula', async () => {
    const folder = await writtenJournal();
    const { out } = await run('export', '--data', folder);
    expect(out.startsWith('"Entry","Time",')).toBe(true);
    expect(out).toContain(',"\'@Sam",');
    expect(out).not.toMatch(/(?:^|,)"?[=@]/m);
  });

  test('keeps to the days it was asked for, both ends included', async () => {
    const folder = await writtenJournal();
    const days = ['--from', '2026-03-03', '--to', '2026-03-05'];
    const { out } = await run('export', '--data', folder, '--format', 'jsonl', ...days);
    expect(out.match(/entry number \d+/g)).toEqual(['entry number 2', 'entry number 3', 'entry number 4']);
  });

  test.each([
    [['export', '--format', 'xml'], '--format is csv or jsonl'],
    [['export', '--from', '2026-02-31'], '2026-02-31'],
    [['erase'], 'Say verify or export'],
    [['verify', '--fix'], '--fix'],
  ])('refuses %j and says how it is used', async (args, problem) => {
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    expect(err).toContain(problem);
    expect(err).toContain('Usage');
  });
});

test('a day ends where the next begins', () => {
  expect(momentOf('2026-12-31', 'end')).toBe(momentOf('2027-01-01', 'start'));
  expect(momentOf('2026-03-01T14:00Z', 'end')).toBe(Date.UTC(2026, 2, 1, 14));
});
