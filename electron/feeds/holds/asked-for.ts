import { isAccessToken } from '../../../shared/model/access-token.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { unheard } from '../../../shared/model/question.ts';
import type { ToolAnswer } from '../../platforms/platform.ts';
import { loadProposal } from '../../proposals/proposal-store.ts';
import type { Store, StoreTransaction } from '../../store/open-store.ts';
import type { RunningFeed } from '../running-feed.ts';
import { noteAnswer } from './answer-journal.ts';
import { type AnswerRow, answersOf, changeAnswer, showChange } from './answer-store.ts';
import { oneLine, type Told, tellOutcome, tellUnderWay } from './answer-words.ts';
import { oweCorrection } from './held-answers.ts';
import { pendingWords } from './hold-length.ts';
import { takeQuestions } from './take-questions.ts';
import { tokenNotDecided } from './token-words.ts';

type Parts = { store: Store; now(): number };

/** Answers a feed that asks what came of a proposal of its own; what it is told then is owed no more. */
export async function answerAsked(
  { store, now }: Parts,
  feed: RunningFeed,
  reference: string,
): Promise<ToolAnswer | null> {
  const of = await proposalOf(store.db, reference);
  const rows = of ? (await answersOf(store.db, of.id)).filter((row) => row.feed === feed.key) : [];
  const last = rows.at(-1);
  if (!of || !last) return null;
  const ask = { id: last.tool_call, call: last.external_id || null, action: of.action, inputs: {} };
  const told = tellOutcome(of, feed.key, last.tool_call);
  if (!told) {
    const waiting = isAccessToken(of) ? tokenNotDecided(of.reference) : pendingWords(feed, of.reference);
    const asked =
      unheard(of.questions).length > 0 && (await store.transact((tx) => takeQuestions(store, tx, of.id, now())));
    const text = oneLine([tellUnderWay(of) ?? waiting, asked || ''].join(' '));
    return { ask, outcome: 'pending', text, reference: of.reference, values: {} };
  }
  const owed = rows.filter((row) => isOwed(row) && row.knows !== told.outcome);
  if (owed.length > 0) await store.transact((tx) => settle(tx, owed, of, told));
  return { ask, outcome: told.outcome, text: told.text, reference: of.reference, values: told.values };

  async function settle(
    tx: StoreTransaction,
    answers: readonly AnswerRow[],
    about: Proposal,
    given: Told,
  ): Promise<void> {
    for (const row of answers) {
      const said = { door: 'asked-for', outcome: given.outcome, said: given.text } as const;
      await changeAnswer(tx, row.id, { ...said, state: 'arrived', why: null, said_at: now(), settled_at: now() });
      if (given.outcome === 'failed') await oweCorrection(tx, row);
      await noteAnswer(tx, 'answer.given', { ...row, ...said, of: about }, now());
    }
    await showChange(store, tx, about.id);
  }
}

/** What a request is held for is answered there. */
function isOwed({ state, held_until }: AnswerRow): boolean {
  return (state === 'owed' || state === 'unreachable') && held_until === null;
}

async function proposalOf(db: Pick<StoreTransaction, 'selectFrom'>, reference: string): Promise<Proposal | null> {
  const number = Number(/^P-(\d{1,15})$/i.exec(reference.trim())?.[1] ?? Number.NaN);
  if (!Number.isSafeInteger(number)) return null;
  const row = await db.selectFrom('proposals').select('id').where('number', '=', number).executeTakeFirst();
  return row ? follow(db, row.id) : null;
}

/** Where another took its place, that one is meant. */
async function follow(db: Pick<StoreTransaction, 'selectFrom'>, id: string, steps = 5): Promise<Proposal | null> {
  const of = (await loadProposal(db, id))?.proposal ?? null;
  if (of?.status.state !== 'superseded' || of.status.by === null || steps === 0) return of;
  return follow(db, of.status.by, steps - 1);
}
