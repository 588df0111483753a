import { loadCall } from '../../calls/call-store.ts';
import { loadProposal } from '../../proposals/proposal-store.ts';
import type { Store, StoreTransaction } from '../../store/open-store.ts';
import type { FollowUps } from '../follow-ups.ts';
import { noteAnswer } from './answer-journal.ts';
import { type AnswerRow, changeAnswer, openAnswers, showChange } from './answer-store.ts';

const interrupted = 'Countersign stopped while it was being told.';

/** Without a call nobody can be told; who asked may still ask, for as long as this. */
const keptMs = 7 * 24 * 60 * 60 * 1000;

/** What nobody is left to hear: of no call and not asked for, or only the mending of a failure that was told. */
function isStale(row: AnswerRow, at: number): boolean {
  return row.state === 'owed' && (row.call === null || row.knows !== null) && row.asked_at < at - keptMs;
}

type Parts = { store: Store; followUps: Pick<FollowUps, 'owe'>; now(): number };

/**
 * Takes up the answers of a process that is gone: nobody is held any more, and what was being said may have arrived or
 * not. That it waits is not said again: the result follows. A result is said once more, marked as a repetition, which does
 * no harm; broken off a second time it is left to a person.
 */
export async function takeUpAnswers({ store, followUps, now }: Parts): Promise<void> {
  await store.transact(async (tx) => {
    for (const row of await openAnswers(tx)) {
      if (isStale(row, now())) {
        await changeAnswer(tx, row.id, { state: 'given-up', why: 'Nobody asked for it.', settled_at: now() });
        continue;
      }
      if (row.state === 'sending') await takeUp(tx, row);
      if (row.state !== 'sending' && row.held_until === null) continue;
      await changeAnswer(tx, row.id, { held_until: null });
      await showChange(store, tx, row.proposal);
    }
  });

  async function takeUp(tx: StoreTransaction, row: AnswerRow): Promise<void> {
    const isResult = row.outcome !== 'pending' && row.outcome !== 'refused';
    const isSecond = row.why === interrupted;
    if (isResult && !isSecond)
      await changeAnswer(tx, row.id, { state: 'unreachable', why: interrupted, next_at: null });
    else await changeAnswer(tx, row.id, { state: 'uncertain', why: interrupted, settled_at: now() });
    const of = row.proposal && (await loadProposal(tx, row.proposal))?.proposal;
    if (!of) return;
    await noteAnswer(tx, 'answer.uncertain', { ...row, of, why: interrupted }, now());
    if (!isResult || !isSecond) return;
    const call = row.call === null ? null : await loadCall(tx, row.call);
    await followUps.owe(tx, { of, call, what: `The agent may not know: ${row.said ?? ''}` });
  }
}
