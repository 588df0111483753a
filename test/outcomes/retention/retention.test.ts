import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { call as callRoute } from '@orpc/server';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { loadCall } from '../../../electron/calls/call-store.ts';
import type { Console } from '../../../electron/console/start-console.ts';
import { readHead } from '../../../electron/journal/journal-head.ts';
import { openJournal } from '../../../electron/journal/open-journal.ts';
import { verifyJournal } from '../../../electron/journal/verify-journal.ts';
import { loadOutcome } from '../../../electron/outcomes/outcome-store.ts';
import { createOutcomes } from '../../../electron/outcomes/outcomes.ts';
import { namesPerson } from '../../../electron/outcomes/retention/person-words.ts';
import { createRetention, type Retention } from '../../../electron/outcomes/retention/retention.ts';
import { call } from '../../../shared/model/call.ts';
import { fc } from '../../support/properties.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { allProposals, approved, sam, testConsole, testOrg } from '../../support/test-console.ts';
import { testStore } from '../../support/test-store.ts';

const dayMs = 86_400_000;
const nothing = { words: null, recordings: null, values: null };

/** Two calls that are over, everything asked in them decided; the console's own retention is asked past its window. */
async function consoleAfterCalls() {
  const folder = temporaryFolder();
  const running = await testConsole(await testOrg(), folder);
  for (const key of ['dana-reyes', 'priya-natarajan']) {
    await running.replay.played(await running.replay.startPractice(key, 'at-once'));
    await running.idle();
  }
  return { folder, running };
}

async function settleAll(running: Console): Promise<void> {
  const [first, ...others] = await allProposals(running);
  if (!first) throw new Error('nothing was proposed');
  await approved(running, first);
  for (const each of others) {
    const preset = 'other' as const;
    await running.proposals.reject(each.id, each.revision, { preset, text: 'She asked me herself.' }, sam);
  }
  await running.idle();
  await running.store.db.updateTable('follow_ups').set({ done_at: Date.now() }).execute();
}

/** The calls, first Dana's and then Priya's, once each was listened to. */
async function heardCalls(running: Console): Promise<string[]> {
  const rows = await running.store.db.selectFrom('calls').select('id').orderBy('started_at').execute();
  for (const { id } of rows) expect(await recordingOf(running, id)).toMatchObject({ state: 'here' });
  return rows.map(({ id }) => id);
}

function recordingOf({ router }: Console, id: string) {
  return callRoute(router.outcomes.recording, { call: id });
}

function retentionOf({ store }: Console, dataFolder: string, now = Date.now): Retention {
  const recordingsFolder = join(dataFolder, 'recordings');
  const setTimer = () => () => {};
  const log = (message: string, cause?: unknown) => expect.unreachable(`${message} ${cause}`);
  return createRetention({
    store,
    dataFolder,
    recordingsFolder,
    neededRecordings: async () => new Set(),
    recordingsOf: async () => new Set(),
    now,
    setTimer,
    log,
  });
}

/** Every file of a folder that holds one of the words, in any of the ways a text is written to disk. */
function filesWith(folder: string, words: readonly string[]): string[] {
  const patterns = words.flatMap((word) => [
    Buffer.from(word),
    Buffer.from(JSON.stringify(word).slice(1, -1)),
    Buffer.from(word, 'utf16le'),
  ]);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((path) => {
      const bytes = readFileSync(path);
      return patterns.filter((each) => bytes.includes(each)).map((each) => `${path}: ${each.toString()}`);
    });
}

/** Words of the index that begin with something. */
function indexed(folder: string, ...terms: string[]): number {
  const database = new DatabaseSync(join(folder, 'countersign.db'), { readOnly: true });
  database.exec("CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'call_words', 'row')");
  const found = terms.map(
    (term) => database.prepare('SELECT count(*) AS n FROM temp.terms WHERE term LIKE ?').get(`${term}%`)?.n,
  );
  database.close();
  return found.reduce<number>((sum, each) => sum + Number(each), 0);
}

const ofDana = [
  'Dana',
  'Reyes',
  '415 555 0134',
  '4155550134',
  'Reyes Interiors',
  'oldmail.example',
  'shade was cracked',
  'four oh two one eight',
];

describe('erasing a person', () => {
  test('waits until nothing of theirs is open, then leaves not a word of them in the folder, and the journal verifies', async () => {
    const { folder, running } = await consoleAfterCalls();
    const { findPerson, erasePerson } = running.router.retention;
    const person = { identifiers: ['+1 (415) 555-0134'] };
    const [dana = '', priya = ''] = await heardCalls(running);
    const { open, counts, also } = await callRoute(findPerson, person);
    expect(counts).toMatchObject({ calls: 1, recordings: 1 });
    expect(open.length).toBeGreaterThan(0);
    expect(also.map(({ label }) => label)).toContain('Contact Dana Reyes');
    await expect(callRoute(erasePerson, person)).rejects.toThrow(/Nothing was erased/);
    await settleAll(running);
    const before = await loadOutcome(running.store.db, dana);

    // A copy from before an update, and a recording that was fetched, hold them too.
    writeFileSync(join(folder, 'countersign.db.before-13'), 'Dana Reyes');
    const heard = readdirSync(join(folder, 'recordings'));
    expect(heard).toHaveLength(2);
    expect(filesWith(folder, ofDana)).not.toEqual([]);
    expect(indexed(folder, 'cracked')).toBe(1);

    const erased = await callRoute(erasePerson, person);
    expect(erased.recordings).toBe(1);
    expect(await loadCall(running.store.db, dana)).toMatchObject({
      erased: { what: 'all', by: sam.name, why: 'person' },
    });
    expect(await recordingOf(running, dana)).toEqual({ state: 'none' });
    // Nothing is made out anew of what is gone, nor written back.
    const log = (message: string, cause?: unknown) => expect.unreachable(`${message} ${cause}`);
    const anew = createOutcomes({
      ...running,
      now: Date.now,
      setTimer: () => () => {},
      afterwards: (work) => work(),
      log,
    });
    anew.take({ call: dana, what: 'analysed' });
    await anew.idle();
    const { disposition, summary } = (await loadOutcome(running.store.db, dana))?.derived ?? {};
    expect([disposition?.value, summary?.value]).toEqual([before?.derived.disposition.value, '']);
    const again = await callRoute(running.router.outcomes.write, { calls: [dana], transcript: true });
    expect(again).toMatchObject({ proposed: [], leftOut: [{ why: expect.stringMatching(/was erased/) }] });
    // The other caller is still heard.
    expect((await loadCall(running.store.db, priya))?.erased).toBeUndefined();
    expect(readdirSync(join(folder, 'recordings'))).toHaveLength(1);
    expect(await recordingOf(running, priya)).toMatchObject({ state: 'here' });
    expect(erased.utterances).toBeGreaterThan(10);
    expect(erased.journal).toBeGreaterThan(3);
    expect(filesWith(folder, ofDana)).toEqual([]);
    expect(indexed(folder, 'cracked', 'reyes', 'dana')).toBe(0);
    const { counts: left } = await callRoute(findPerson, person);
    expect(left).toMatchObject({ calls: 0, recordings: 0, proposals: 0, journal: 0 });
    // The other caller is still there.
    expect(filesWith(folder, ['Priya Natarajan'])).not.toEqual([]);
    expect(indexed(folder, 'priya')).toBeGreaterThan(0);

    // The console goes on with what is left, and stays without a trace once it is closed.
    const proposals = await allProposals(running);
    expect(proposals.filter(({ values }) => values.length === 0).length).toBe(erased.proposals);
    expect(await verifyJournal(running.store, null, 0)).toMatchObject({ ok: true });
    await running.stop();
    expect(filesWith(folder, ofDana)).toEqual([]);
    const journal = openJournal(folder);
    expect(await verifyJournal(journal, readHead(folder), 0)).toMatchObject({ ok: true });
    await journal.close();
  });
});

describe('what is too old', () => {
  test('goes by kind and age: words, then recordings, then all values; what is open, or young, stays', async () => {
    const { folder, running } = await consoleAfterCalls();
    const later = () => Date.now() + 40 * dayMs;
    const retention = retentionOf(running, folder, later);
    expect(await retention.preview({ words: 30, recordings: 30, values: 30 })).toMatchObject({ calls: 0 });
    await settleAll(running);
    expect(await retention.preview({ ...nothing, words: 50 })).toMatchObject({ calls: 0, utterances: 0 });
    expect((await retention.preview({ ...nothing, words: 30 })).calls).toBe(2);

    await retention.save({ ...nothing, words: 30 }, 'Sam Ortiz');
    expect(filesWith(folder, ['How can I help you today', 'four oh two one eight'])).toEqual([]);
    expect(filesWith(folder, ['Dana Reyes'])).not.toEqual([]);
    expect((await allProposals(running)).some(({ values }) => values.length > 0)).toBe(true);
    expect((await retention.preview({ ...nothing, words: 30 })).calls).toBe(0);

    const file = join(folder, 'recordings', 'b'.repeat(64));
    mkdirSync(join(folder, 'recordings'), { recursive: true });
    writeFileSync(file, 'voices');
    utimesSync(file, new Date(), new Date());
    await retention.save({ ...nothing, recordings: 30 }, 'Sam Ortiz');
    expect(() => statSync(file)).toThrow();

    const { settings, last } = await retention.save({ ...nothing, values: 30 }, 'Sam Ortiz');
    expect(settings.values).toBe(30);
    expect(last?.counts.calls).toBe(2);
    expect(filesWith(folder, ['Dana', 'Priya', '415 555'])).toEqual([]);
    expect((await retention.preview({ words: 30, recordings: 30, values: 30 })).calls).toBe(0);
    expect(await verifyJournal(running.store, null, 0)).toMatchObject({ ok: true });
    const rows = await running.store.db.selectFrom('calls').select('body').execute();
    const calls = rows.map(({ body }) => call.parse(JSON.parse(body)));
    expect(calls.map(({ endedAt }) => endedAt !== null)).toEqual([true, true]);
    expect(calls.map(({ erased }) => erased?.why)).toEqual(['age', 'age']);
  });
});

test('every table is known to hold words of people, which are erased, or none', async () => {
  const erased =
    'answers automation_runs call_sources call_words calls claims follow_ups handovers journal_values'.split(' ');
  erased.push('kept_requests', 'outcomes', 'preferences', 'proposals', 'utterances');
  // Ids, digests, settings and what supervisors wrote for themselves.
  const none =
    'api_usage automation_seen automation_versions automations counter feed_bookmarks feeds journal meta'.split(' ');
  none.push('orgs', 'platform_contacts', 'replay_runs', 'rules', 'seen_events', 'seen_requests', 'token_grants');
  none.push('call_doors', 'token_leases', 'tool_calls');
  const store = await testStore();
  const { rows } = await sql<{ name: string }>`select name from sqlite_schema where type = 'table'
    and name not like 'call_words_%' and name not like 'sqlite_%' order by name`.execute(store.db);
  expect(rows.map(({ name }) => name)).toEqual([...erased, ...none].sort());
});

describe('a person’s identifiers', () => {
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 10, maxLength: 10 }).map((all) => all.join(''));

  test('name a number however it is written, and no other', () => {
    fc.assert(
      fc.property(digits, digits, (one, other) => {
        fc.pre(!other.endsWith(one.slice(-9)));
        const names = namesPerson([`+1${one}`]);
        const [a, b, c] = [one.slice(0, 3), one.slice(3, 6), one.slice(6)];
        for (const form of [one, `+1 ${a} ${b} ${c}`, `(${a}) ${b}-${c}`, `1.${a}.${b}.${c}`])
          expect(names(`call ${form} now`)).toBe(true);
        expect(names(`+1${other}`)).toBe(false);
        expect(names(`${one}7`)).toBe(false);
      }),
    );
  });

  test('name an address and a record alone, not what contains them', () => {
    const names = namesPerson(['dana@reyes.example', '003Cs00000abcDEF']);
    expect(names('to DANA@reyes.example.')).toBe(true);
    expect(names('jordana@reyes.example')).toBe(false);
    expect(names('dana@reyes.example-shop')).toBe(false);
    const record = namesPerson(['003Cs00000abcDEAAX']);
    expect(record('"003Cs00000abcDE"')).toBe(true);
    expect(record('003Cs00000abcDF')).toBe(false);
  });
});
