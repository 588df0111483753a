import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { appendJournal, type JournalLine } from '../../electron/journal/append-journal.ts';
import { followHead, readHead } from '../../electron/journal/journal-head.ts';
import { searchJournal } from '../../electron/journal/search-journal.ts';
import { verifyJournal } from '../../electron/journal/verify-journal.ts';
import { openStore } from '../../electron/store/open-store.ts';
import type { JournalFilter } from '../../shared/model/journal-entry.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function line(summary: string, detail: Record<string, unknown> = {}): JournalLine {
  return { at: 1, kind: 'proposal.made', org: 'o', call: null, proposal: null, actor: 'Sam', summary, detail };
}

/** A journal of ten entries, closed, as a file that can be tampered with. */
async function writtenJournal(): Promise<string> {
  const folder = temporaryFolder();
  const store = await openStore(folder);
  const stop = followHead(store, folder);
  for (let index = 1; index <= 10; index += 1) {
    await store.transact((tx) => appendJournal(tx, [line(`entry ${index}`, { secret: `value ${index}` })]));
  }
  await stop();
  await store.close();
  return folder;
}

async function verify(folder: string) {
  const store = await openStore(folder);
  const verdict = await verifyJournal(store, readHead(folder), 5);
  await store.close();
  return verdict;
}

function tamper(folder: string, ...statements: string[]): void {
  const raw = new DatabaseSync(join(folder, 'countersign.db'));
  raw.exec('DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete; PRAGMA foreign_keys = OFF');
  for (const statement of statements) raw.exec(statement);
  raw.close();
}

describe('the journal', () => {
  test('verifies as it was written', async () => {
    expect(await verify(await writtenJournal())).toMatchObject({ ok: true, entries: 10 });
  });

  test.each([
    ['a changed summary', "UPDATE journal SET summary = 'no' WHERE seq = 4", 4],
    ['a changed time', 'UPDATE journal SET at = 2 WHERE seq = 7', 7],
    ['a changed value', "UPDATE journal_values SET value = '{}' WHERE seq = 5", 5],
    ['a changed salt', "UPDATE journal_values SET salt = 'ff' WHERE seq = 3", 3],
    ['a removed entry', 'DELETE FROM journal_values WHERE seq = 6; DELETE FROM journal WHERE seq = 6', 6],
    ['a cut tail', 'DELETE FROM journal_values WHERE seq > 8; DELETE FROM journal WHERE seq > 8', 9],
    ['an emptied journal', 'DELETE FROM journal_values; DELETE FROM journal', 1],
  ])('finds and locates %s', async (_what, statement, at) => {
    const folder = await writtenJournal();
    tamper(folder, statement);
    expect(await verify(folder)).toMatchObject({ ok: false, at });
  });

  test('still verifies after the values of an entry were erased', async () => {
    const folder = await writtenJournal();
    tamper(folder, 'DELETE FROM journal_values WHERE seq = 5');
    expect(await verify(folder)).toMatchObject({ ok: true });
  });

  test('does not take a damaged head for a new journal', async () => {
    const folder = await writtenJournal();
    writeFileSync(join(folder, 'journal.head'), '{"seq":');
    expect(await verify(folder)).toMatchObject({ ok: false });
  });

  test('keeps no value in the head', async () => {
    const folder = await writtenJournal();
    expect(readFileSync(join(folder, 'journal.head'), 'utf8')).not.toContain('value');
  });

  test('refuses an ordinary update or delete of an entry', async () => {
    const folder = await writtenJournal();
    const raw = new DatabaseSync(join(folder, 'countersign.db'));
    expect(() => raw.exec("UPDATE journal SET summary = 'x' WHERE seq = 1")).toThrow('append-only');
    expect(() => raw.exec('DELETE FROM journal WHERE seq = 10')).toThrow();
    raw.close();
  });

  test('is searched by words in summary and values, newest first, page by page', async () => {
    const folder = temporaryFolder();
    const store = await openStore(folder);
    const lines = Array.from({ length: 150 }, (_, index) => line(`entry ${index}`, { mail: `p${index}@example.com` }));
    await store.transact((tx) => appendJournal(tx, lines));
    const first = await searchJournal(store, { text: '', before: null });
    expect(first.entries[0]?.summary).toBe('entry 149');
    expect(first.entries).toHaveLength(100);
    const second = await searchJournal(store, { text: '', before: first.nextBefore });
    expect(second.entries).toHaveLength(50);
    expect(
      (await searchJournal(store, { text: 'P77@EXAMPLE', before: null })).entries.map((entry) => entry.summary),
    ).toEqual(['entry 77']);
    expect((await searchJournal(store, { text: '100%', before: null })).entries).toEqual([]);
    await store.close();
  });

  test('shows what was decided and written without how it came about', async () => {
    const store = await openStore(temporaryFolder());
    const kinds = [
      'proposal.made',
      'proposal.revised',
      'proposal.approved',
      'write.intended',
      'write.written',
    ] as const;
    await store.transact((tx) =>
      appendJournal(
        tx,
        kinds.map((kind) => ({ ...line(kind), kind })),
      ),
    );
    const page = await searchJournal(store, { text: '', before: null, decidedOnly: true });
    expect(page.entries.map((entry) => entry.kind)).toEqual(['write.written', 'proposal.approved']);
    await store.close();
  });

  test('is filtered by kind, by who or which rule, by org, proposal and time', async () => {
    const store = await openStore(temporaryFolder());
    const rules = [{ rule: 'r', name: 'Night 50% watch', effect: 'ask' }];
    await store.transact((tx) =>
      appendJournal(tx, [
        { ...line('call'), kind: 'call.started', org: 'p', actor: 'Console' },
        { ...line('made'), at: 2, proposal: 'a' },
        { ...line('judged', { policy: { rules } }), at: 3, kind: 'proposal.revised', proposal: 'a', actor: 'Console' },
        { ...line('approved'), at: 4, kind: 'proposal.approved', proposal: 'b', actor: 'Ana' },
      ]),
    );
    const found = async (filter: Omit<JournalFilter, 'text'>) =>
      (await searchJournal(store, { text: '', before: null, ...filter })).entries.map(({ summary }) => summary);
    expect(await found({ group: 'calls' })).toEqual(['call']);
    expect(await found({ group: 'decisions' })).toEqual(['approved']);
    expect(await found({ actor: 'an' })).toEqual(['approved']);
    expect(await found({ actor: 'night 50%' })).toEqual(['judged']);
    expect(await found({ org: 'p' })).toEqual(['call']);
    expect(await found({ proposal: 'a' })).toEqual(['judged', 'made']);
    expect(await found({ from: 2, to: 4 })).toEqual(['judged', 'made']);
    await store.close();
  });
});
