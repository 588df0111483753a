import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import type { RetentionView } from '../../../shared/contract/retention-contract.ts';
import type { CallErased } from '../../../shared/model/call.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import {
  type ErasedCounts,
  erasedCounts,
  type PersonFound,
  type RetentionSettings,
  retentionSettings,
} from '../../../shared/model/retention.ts';
import { appendJournal } from '../../journal/append-journal.ts';
import { fromJson } from '../../store/from-json.ts';
import type { Store, StoreTransaction } from '../../store/open-store.ts';
import { type Depth, erase } from './erase.ts';
import { dueBefore, recordingsDue, valuesDue, wordsDue } from './find-due.ts';
import { findPerson } from './find-person.ts';
import { type Found, sumCounts } from './found.ts';
import { leaveNoTrace, oldRecordings } from './leave-no-trace.ts';

/** What is kept how long, and what is erased on request. */
export type Retention = {
  read(): Promise<RetentionView>;
  preview(settings: RetentionSettings): Promise<ErasedCounts>;
  save(settings: RetentionSettings, by: string): Promise<RetentionView>;
  findPerson(identifiers: readonly string[]): Promise<PersonFound>;
  erasePerson(identifiers: readonly string[], by: string): Promise<ErasedCounts>;
  /** Erases what is too old now. */
  eraseDue(): Promise<void>;
  stop(): void;
};

export type RetentionParts = {
  store: Store;
  dataFolder: string;
  recordingsFolder: string;
  /** Digests of recordings that are still to be sent. */
  neededRecordings(): Promise<ReadonlySet<string>>;
  /** Digests of the recordings that are kept of these calls, or for these proposals. */
  recordingsOf(of: Pick<Found, 'calls' | 'proposals'>): Promise<ReadonlySet<string>>;
  now(): number;
  setTimer(ms: number, callback: () => void): () => void;
  log(message: string, cause?: unknown): void;
};

const settingsKey = 'retention';
const lastKey = 'retention-last';
const everyMs = 6 * 60 * 60 * 1000;
const off: RetentionSettings = { words: null, recordings: null, values: null };
const lastErased = z.object({ at: z.number(), counts: erasedCounts });

/** Who erases, and what the journal says of it. */
type Told = { actor: string; summary: string; why: CallErased['why'] };
type Due = { depth: Depth; found: Found; files: string[] };

/** Makes the retention, and looks now and then for what is too old. */
export function createRetention(parts: RetentionParts): Retention {
  const { store, now } = parts;
  let cancel = () => {};
  // One at a time: the file is written anew after each.
  let running: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = running.then(work);
    running = next.catch(() => {});
    return next;
  };

  async function preference<T>(key: string, schema: z.ZodType<T>): Promise<T | null> {
    const row = await store.db.selectFrom('preferences').select('value').where('key', '=', key).executeTakeFirst();
    return row ? fromJson(schema, row.value) : null;
  }

  async function read(): Promise<RetentionView> {
    return {
      settings: (await preference(settingsKey, retentionSettings)) ?? off,
      last: await preference(lastKey, lastErased),
    };
  }

  async function due({ words, recordings, values }: RetentionSettings): Promise<Due[]> {
    const [wordsBefore, soundBefore, valuesBefore] = [words, recordings, values].map((days) => dueBefore(days, now()));
    const found: Due[] = [];
    if (valuesBefore) {
      const old = await valuesDue(store.db, valuesBefore);
      found.push({ depth: 'all', found: old, files: await soundsOf(old) });
    }
    if (wordsBefore) {
      const gone = new Set(found[0]?.found.calls);
      const old = await wordsDue(store.db, wordsBefore);
      // What goes with all else is not counted twice.
      const calls = old.calls.filter((id) => !gone.has(id));
      const deep = new Set(found[0]?.found.proposals);
      const proposals = old.proposals.filter((id) => !deep.has(id));
      found.push({ depth: 'words', found: { ...old, calls, proposals }, files: [] });
    }
    if (soundBefore) {
      const gone = new Set(found.flatMap(({ files }) => files));
      const files = await oldRecordings(parts.recordingsFolder, soundBefore, await parts.neededRecordings());
      found.push({
        depth: 'recordings',
        found: await recordingsDue(store.db, soundBefore),
        files: files.filter((file) => !gone.has(file)),
      });
    }
    return found;
  }

  async function eraseAll(all: readonly Due[], told: Told): Promise<ErasedCounts> {
    const something = all.filter(
      ({ found, files }) => files.length > 0 || Object.values(found).some((ids) => ids.length > 0),
    );
    if (something.length === 0) return sumCounts([]);
    // Between the erasing and the writing anew, too, nothing of it stays in the file.
    await sql`PRAGMA secure_delete = ON`.execute(store.db);
    const sign = { at: now(), by: told.actor, why: told.why };
    const counts = await store.transact(async (tx) => {
      const each: ErasedCounts[] = [];
      for (const { depth, found, files } of something) {
        each.push({ ...(await erase({ store, tx, depth, sign }, found)), recordings: files.length });
      }
      const sum = sumCounts(each);
      await note(tx, told, sum);
      await keep(tx, lastKey, { at: now(), counts: sum });
      return sum;
    });
    for (const { files } of something) await Promise.all(files.map((file) => rm(file, { force: true })));
    await leaveNoTrace(store, parts.dataFolder);
    return counts;
  }

  async function note(tx: StoreTransaction, { actor, summary }: Told, counts: ErasedCounts): Promise<void> {
    const about = { org: '', call: null, proposal: null, actor, summary };
    await appendJournal(tx, [{ at: now(), kind: 'values.erased', ...about, detail: { ...counts } }]);
  }

  const eraseDue = () =>
    inTurn(async () => {
      const { settings } = await read();
      await eraseAll(await due(settings), { actor: 'Countersign', summary: 'what was too old was erased', why: 'age' });
    });

  function look(): void {
    eraseDue().catch((cause) => parts.log('what is too old could not be erased', cause));
    cancel = parts.setTimer(everyMs, look);
  }
  look();

  return {
    read,
    eraseDue,
    preview: async (settings) => {
      const all = await due(settings);
      const counts = await Promise.all(all.map(({ found, files }) => countOf(store, found, files.length)));
      return sumCounts(counts);
    },
    save: (settings, by) =>
      inTurn(async () => {
        await store.transact((tx) => keep(tx, settingsKey, settings));
        await eraseAll(await due(settings), {
          actor: by,
          summary: 'how long things are kept was changed, and what was too old erased',
          why: 'age',
        });
        return read();
      }),
    async findPerson(identifiers) {
      const { found, open, also } = await findPerson(store.db, identifiers);
      return { counts: await countOf(store, found, (await soundsOf(found)).length), open, also };
    },
    erasePerson: (identifiers, by) =>
      inTurn(async () => {
        const { found, open } = await findPerson(store.db, identifiers);
        const [first] = open;
        if (first !== undefined) {
          const more = open.length > 1 ? ` And ${open.length - 1} more.` : '';
          throw new ProblemError(toProblem('conflict', `Nothing was erased. ${first}${more} Settle it first.`));
        }
        return eraseAll([{ depth: 'all', found, files: await soundsOf(found) }], {
          actor: by,
          summary: 'everything kept of one person was erased on request',
          why: 'person',
        });
      }),
    stop: () => cancel(),
  };

  /** Files of what was said, but those that another card still has to send: bytes that are alike are one file. */
  async function soundsOf(found: Found): Promise<string[]> {
    const [theirs, needed] = await Promise.all([parts.recordingsOf(found), parts.neededRecordings()]);
    const files = await oldRecordings(parts.recordingsFolder, Number.POSITIVE_INFINITY, needed);
    return files.filter((file) => theirs.has(basename(file)));
  }
}

async function countOf(store: Store, found: Found, recordings: number): Promise<ErasedCounts> {
  const list = (ids: readonly (string | number)[]) => sql`(select value from json_each(${JSON.stringify(ids)}))`;
  const { rows } = await sql<{ utterances: number; journal: number }>`select
    (select count(*) from utterances where call in ${list(found.calls)}) as utterances,
    (select count(*) from journal_values where seq in (select seq from journal where call in ${list(found.calls)}
      or proposal in ${list(found.proposals)} or seq in ${list(found.journal)})) as journal`.execute(store.db);
  return {
    calls: found.calls.length,
    utterances: rows[0]?.utterances ?? 0,
    recordings,
    proposals: found.proposals.length,
    journal: rows[0]?.journal ?? 0,
    followUps: found.followUps.length,
    others: found.requests.length + found.runs.length + found.handovers.length + found.queries.length,
  };
}

function keep(tx: StoreTransaction, key: string, of: unknown): Promise<unknown> {
  const value = JSON.stringify(of);
  return tx
    .insertInto('preferences')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}
