import { z } from 'zod';
import type { Call } from '../../../shared/model/call.ts';
import { type JournalKind, journalKind } from '../../../shared/model/journal-entry.ts';
import type { Outcome } from '../../../shared/model/outcome.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import type { Utterance } from '../../../shared/model/utterance.ts';
import { callName, loadCall, utterancesOf } from '../../calls/call-store.ts';
import { proposalsOfCall } from '../../proposals/proposal-store.ts';
import { fromJson } from '../../store/from-json.ts';
import type { StoreTransaction } from '../../store/open-store.ts';
import { recordingAddress } from '../call-recording.ts';
import { loadOutcome } from '../outcome-store.ts';
import type { FetchSound, Sound } from './sound.ts';

/** One line of the journal about a call, with the values behind it as far as they were not erased. */
export type StoryLine = {
  seq: number;
  at: number;
  kind: JournalKind;
  proposal: string | null;
  actor: string;
  hash: string;
  detail: Record<string, unknown> | null;
};

/** All that is kept of a call. */
export type CallStory = {
  call: Call;
  name: string;
  utterances: Utterance[];
  proposals: Proposal[];
  lines: StoryLine[];
  /** Null where nobody tells of a recording. */
  sound: Sound | null;
  /** What became of it; null where it is not over. */
  outcome: Outcome | null;
};

const told = ['proposal.approved', 'proposal.rejected', 'write.written', 'write.refused', 'write.uncertain'] as const;
const detailShape = z.record(z.string(), z.unknown());

/** Reads a call with its words, what was proposed, and what was decided and written; null where there is none of that id. */
export async function readCallStory(
  db: Pick<StoreTransaction, 'selectFrom'>,
  id: string,
  fetchSound: FetchSound,
): Promise<CallStory | null> {
  const found = await loadCall(db, id);
  const call = found?.joinedTo === undefined ? found : await loadCall(db, found.joinedTo);
  if (!call) return null;
  const rows = await db
    .selectFrom('journal')
    .leftJoin('journal_values', 'journal_values.seq', 'journal.seq')
    .select(['journal.seq', 'journal.at', 'journal.kind', 'journal.proposal', 'journal.actor', 'journal.hash'])
    .select('journal_values.value')
    .where('journal.call', '=', call.id)
    .where('journal.kind', 'in', told)
    .orderBy('journal.seq')
    .execute();
  const utterances = await utterancesOf(db, call.id);
  return {
    call,
    name: callName(call),
    sound: await soundOf(db, call, fetchSound),
    outcome: await loadOutcome(db, call.id),
    utterances: utterances.filter(({ state }) => state === 'final'),
    proposals: (await proposalsOfCall(db, call.id)).map(({ proposal }) => proposal),
    lines: rows.map(({ value, kind, ...row }) => ({
      ...row,
      kind: journalKind.parse(kind),
      detail: value === null ? null : fromJson(detailShape, value),
    })),
  };
}

async function soundOf(
  db: Pick<StoreTransaction, 'selectFrom'>,
  of: Call,
  fetchSound: FetchSound,
): Promise<Sound | null> {
  const address = await recordingAddress(db, of);
  if (address === null) return null;
  return { address, fetched: await fetchSound(of) };
}
