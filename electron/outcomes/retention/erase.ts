import { automationRun } from '../../../shared/model/automation-run.ts';
import type { CallErased } from '../../../shared/model/call.ts';
import { outcome } from '../../../shared/model/outcome.ts';
import { proposal } from '../../../shared/model/proposal.ts';
import type { ErasedCounts } from '../../../shared/model/retention.ts';
import { loadCall, saveCall } from '../../calls/call-store.ts';
import { fromJson } from '../../store/from-json.ts';
import type { Store, StoreTransaction } from '../../store/open-store.ts';
import {
  erasedCall,
  erasedOutcome,
  erasedProposal,
  erasedRun,
  soundlessCall,
  wordlessCall,
  wordlessOutcome,
  wordlessProposal,
} from './erased-forms.ts';
import type { Found } from './found.ts';

/** How much of a call goes: what was said, where its sound is, or everything but that it was. */
export type Depth = 'words' | 'recordings' | 'all';

/** `sign`: when, by whom and why, as each call tells it from now on. */
type Erasing = { store: Store; tx: StoreTransaction; depth: Depth; sign: Omit<CallErased, 'what'> };

/** SQLite takes only so many values in one statement. */
const atOnce = 500;
const runBody = automationRun.omit({ steps: true });
const runSteps = automationRun.shape.steps;

/** Erases what was found, as deep as asked, in one transaction; returns how much that was. */
export async function erase(of: Erasing, found: Found): Promise<ErasedCounts> {
  const counts = {
    calls: found.calls.length,
    utterances: 0,
    recordings: 0,
    proposals: 0,
    journal: 0,
    followUps: 0,
    others: 0,
  };
  for (const id of found.calls) await eraseCall(of, id);
  if (of.depth === 'recordings') return counts;
  for (const calls of portions(found.calls)) counts.utterances += await eraseWords(of, calls);
  for (const id of found.proposals) await eraseProposal(of, id);
  counts.proposals = found.proposals.length;
  counts.journal = await eraseValues(of, found);
  counts.followUps = await eraseFollowUps(of, found.followUps);
  counts.others = await eraseOthers(of, found);
  return counts;
}

async function eraseCall({ store, tx, depth, sign }: Erasing, id: string): Promise<void> {
  const call = await loadCall(tx, id);
  if (!call) return;
  const forms = {
    words: () => wordlessCall(call, { what: 'words', ...sign }),
    recordings: () => soundlessCall(call),
    all: () => erasedCall(call, { what: 'all', ...sign }),
  };
  const hidden = call.joinedTo !== undefined;
  await saveCall(store, tx, forms[depth]());
  // How each platform told of its start names the caller, too.
  if (depth === 'all') await tx.updateTable('call_sources').set({ starts: '[]' }).where('call', '=', id).execute();
  if (depth === 'recordings' || hidden) return;
  const row = await tx.selectFrom('outcomes').select('body').where('call', '=', id).executeTakeFirst();
  if (!row) return;
  const told = fromJson(outcome, row.body);
  const body = JSON.stringify(depth === 'all' ? erasedOutcome(told) : wordlessOutcome(told));
  // Not made out anew: there is nothing left to make it out from.
  const changed = await store.nextChange(tx);
  await tx.updateTable('outcomes').set({ body, changed, derived_at: changed }).where('call', '=', id).execute();
}

async function eraseWords({ tx }: Erasing, calls: readonly string[]): Promise<number> {
  await tx
    .deleteFrom('claims')
    .where('utterance', 'in', tx.selectFrom('utterances').select('id').where('call', 'in', calls))
    .execute();
  await tx.deleteFrom('call_words').where('call', 'in', calls).execute();
  const gone = await tx.deleteFrom('utterances').where('call', 'in', calls).executeTakeFirst();
  await tx.updateTable('answers').set({ said: null, knows: null, why: null }).where('call', 'in', calls).execute();
  return Number(gone.numDeletedRows);
}

async function eraseProposal({ store, tx, depth }: Erasing, id: string): Promise<void> {
  const row = await tx.selectFrom('proposals').select('body').where('id', '=', id).executeTakeFirst();
  if (!row) return;
  const before = fromJson(proposal, row.body);
  const after = proposal.parse(depth === 'all' ? erasedProposal(before) : wordlessProposal(before));
  const set = { body: JSON.stringify(after), requested: '[]', matter: '', changed: await store.nextChange(tx) };
  await tx.updateTable('proposals').set(set).where('id', '=', id).execute();
  await tx.updateTable('answers').set({ said: null, knows: null, why: null }).where('proposal', '=', id).execute();
}

/** Values and salts go together: without its salt, a digest can no longer be guessed at. The chain holds digests alone. */
async function eraseValues({ tx, depth }: Erasing, { calls, proposals, journal }: Found): Promise<number> {
  let count = 0;
  const gone = async (column: 'call' | 'proposal' | 'seq', ids: readonly (string | number)[]) => {
    for (const some of portions(ids)) {
      let query = tx
        .deleteFrom('journal_values')
        .where('seq', 'in', tx.selectFrom('journal').select('seq').where(column, 'in', some));
      if (depth === 'words') query = query.where('value', 'like', '%"quote":"%');
      count += Number((await query.executeTakeFirst()).numDeletedRows);
    }
  };
  await gone('call', calls);
  await gone('proposal', proposals);
  await gone('seq', journal);
  return count;
}

async function eraseFollowUps({ tx }: Erasing, ids: readonly string[]): Promise<number> {
  for (const some of portions(ids)) await tx.deleteFrom('follow_ups').where('id', 'in', some).execute();
  return ids.length;
}

async function eraseOthers({ store, tx }: Erasing, { requests, runs, handovers, queries }: Found): Promise<number> {
  for (const some of portions(requests)) await tx.deleteFrom('kept_requests').where('id', 'in', some).execute();
  for (const some of portions(handovers)) await tx.deleteFrom('handovers').where('id', 'in', some).execute();
  for (const id of runs) {
    const row = await tx
      .selectFrom('automation_runs')
      .select(['body', 'steps'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row) continue;
    const { steps, ...body } = erasedRun({ ...fromJson(runBody, row.body), steps: fromJson(runSteps, row.steps) });
    const set = { body: JSON.stringify(body), steps: JSON.stringify(steps), changed: await store.nextChange(tx) };
    await tx.updateTable('automation_runs').set(set).where('id', '=', id).execute();
  }
  if (queries.length > 0) await forgetQueries(tx, queries);
  return requests.length + runs.length + handovers.length + queries.length;
}

async function forgetQueries(tx: StoreTransaction, queries: readonly string[]): Promise<void> {
  const row = await tx.selectFrom('preferences').select('value').where('key', '=', soqlHistory).executeTakeFirst();
  const kept: unknown = row ? JSON.parse(row.value) : [];
  const others = Array.isArray(kept) ? kept.filter((each) => !queries.includes(JSON.stringify(each))) : [];
  await tx
    .updateTable('preferences')
    .set({ value: JSON.stringify(others) })
    .where('key', '=', soqlHistory)
    .execute();
}

/** Where past queries are kept. */
export const soqlHistory = 'soql-history';

function portions<Id>(ids: readonly Id[]): Id[][] {
  return Array.from({ length: Math.ceil(ids.length / atOnce) }, (_, nth) =>
    ids.slice(nth * atOnce, (nth + 1) * atOnce),
  );
}
