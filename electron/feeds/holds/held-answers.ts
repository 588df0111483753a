import type { Proposal } from '../../../shared/model/proposal.ts';
import { loadProposal } from '../../proposals/proposal-store.ts';
import type { Store, StoreTransaction } from '../../store/open-store.ts';
import { noteAnswer } from './answer-journal.ts';
import { type AnswerRow, changeAnswer, insertAnswer, showChange, takeAnswer } from './answer-store.ts';
import { oneLine, type Told, tellOutcome, tellUnderWay } from './answer-words.ts';
import type { Handover, Parcel } from './handover.ts';
import type { Hold } from './held-request.ts';
import { takeQuestions } from './take-questions.ts';

/** Answers requests that are kept waiting: on disk first, then on the wire. */
export type HeldAnswers = {
  /** Says what came of the proposal to whoever waits for it. */
  say(row: AnswerRow, told: Told): Promise<void>;
  /** The time to answer is over: says what is known by now, else that it waits. */
  timeOut(hold: Hold): Promise<void>;
  /** The other side hung up: nobody waits any more, and the proposal stays as it is. */
  hungUp(hold: Hold): Promise<void>;
  /** Whether what was said has arrived. */
  arrived(answers: readonly string[], well: boolean): Promise<void>;
};

/** What answering works with. */
export type HeldAnswersParts = {
  store: Store;
  handover: Handover;
  now(): number;
  checkpoint(name: string): void;
};

/** Makes the part of the holds that answers within them. */
export function createHeldAnswers({ store, handover, now, checkpoint }: HeldAnswersParts): HeldAnswers {
  const { held } = handover;
  /** What responses carry that are leaving, by the answer; `left` counts those of which nothing is known yet. */
  const carried = new Map<string, { parcel: Parcel; left: number }>();

  /** The final word, on disk before it leaves. */
  async function sayIn(tx: StoreTransaction, row: AnswerRow, of: Proposal, told: Told): Promise<void> {
    const [hold] = held.of(row.id);
    const said = { door: hold?.door ?? 'hold', outcome: told.outcome, said: told.text } as const;
    await changeAnswer(tx, row.id, { ...said, state: 'sending', said_at: now(), held_until: null });
    await noteAnswer(tx, 'answer.given', { ...row, ...said, of }, now());
    if (told.outcome === 'failed') await oweCorrection(tx, row);
    await showChange(store, tx, of.id);
  }

  async function end(row: string, proposal: string, told: Told): Promise<void> {
    const waiting = held.of(row);
    const parcel = handover.take(proposal);
    const isCarried = parcel !== null && told.outcome === 'done' && waiting.length > 0;
    if (isCarried) carried.set(row, { parcel, left: waiting.length });
    else parcel?.delivered(false);
    // What is handed over was never part of the words that went to disk.
    const whole: Told = isCarried ? { ...told, values: parcel.values, handsOver: true } : told;
    for (const hold of waiting) {
      held.remove(hold);
      hold.end({ told: whole, answer: row });
    }
    // They hung up while it went to disk.
    if (waiting.length === 0) await arrived([row], false);
  }

  async function arrived(answers: readonly string[], well: boolean): Promise<void> {
    if (answers.length === 0) return;
    for (const id of answers) noteCarried(id, well);
    await store.transactTogether(async (tx) => {
      for (const id of answers) await settle(tx, id, well);
    });
  }

  function noteCarried(answer: string, well: boolean): void {
    const leaving = carried.get(answer);
    if (!leaving) return;
    leaving.left -= 1;
    if (!well && leaving.left > 0) return;
    carried.delete(answer);
    leaving.parcel.delivered(well);
  }

  async function sayPending(tx: StoreTransaction, row: AnswerRow, of: Proposal, hold: Hold): Promise<[string, Told]> {
    const asked = await takeQuestions(store, tx, of.id, now());
    const text = oneLine([tellUnderWay(of) ?? hold.pending, asked ?? ''].join(' '));
    const told: Told = { outcome: 'pending', text, values: {} };
    const said = { door: hold.door, outcome: told.outcome, said: told.text, said_at: now() } as const;
    const { id: _, ...copy } = row;
    const id = await insertAnswer(tx, { ...copy, ...said, state: 'sending', held_until: null });
    // Another connection may still wait for the same.
    if (held.of(row.id).length <= 1) await changeAnswer(tx, row.id, { held_until: null });
    await noteAnswer(tx, 'answer.given', { ...row, ...said, id, of }, now());
    await showChange(store, tx, of.id);
    return [id, told];
  }

  return {
    async say({ id, proposal }, told) {
      const said = await store.transactTogether(async (tx) => {
        const row = await takeAnswer(tx, id);
        const of = row?.proposal && (await loadProposal(tx, row.proposal))?.proposal;
        if (!row || !of) return false;
        await sayIn(tx, row, of, told);
        return true;
      });
      checkpoint('answer.committed');
      if (said) await end(id, proposal ?? '', told);
    },
    async timeOut(hold) {
      const last = await store.transactTogether(async (tx): Promise<[string, Told] | null> => {
        const row = await takeAnswer(tx, hold.answer);
        const of = row?.proposal && (await loadProposal(tx, row.proposal))?.proposal;
        if (!row || !of) return null;
        const told = tellOutcome(of, row.feed, row.tool_call);
        if (!told) return sayPending(tx, row, of, hold);
        await sayIn(tx, row, of, told);
        return [row.id, told];
      });
      checkpoint('answer.committed');
      // Where it is taken already, whoever took it ends the hold.
      if (!last) return;
      const [answer, told] = last;
      if (answer === hold.answer) return end(answer, hold.proposal, told);
      const isThere = held.of(hold.answer).includes(hold);
      held.remove(hold);
      hold.end({ told, answer });
      if (!isThere) await arrived([answer], false);
    },
    async hungUp(hold) {
      held.remove(hold);
      hold.end({ told: { outcome: 'pending', text: hold.pending, values: {} }, answer: null });
      if (held.of(hold.answer).length > 0) return;
      await store.transactTogether(async (tx) => {
        const row = await takeAnswer(tx, hold.answer);
        if (!row) return;
        await changeAnswer(tx, row.id, { held_until: null });
        await showChange(store, tx, row.proposal);
      });
    },
    arrived,
  };

  async function settle(tx: StoreTransaction, id: string, well: boolean): Promise<void> {
    const row = await tx.selectFrom('answers').selectAll().where('id', '=', id).executeTakeFirst();
    if (row?.state !== 'sending') return;
    if (well) return changeAnswer(tx, id, { state: 'arrived', settled_at: now() });
    const why = 'The connection was closed before the answer had left.';
    // That it waits is no news any more once it was not heard; what came of it is told by another door.
    const isLast = row.outcome === 'pending' || row.outcome === 'refused';
    await changeAnswer(tx, id, {
      why,
      ...(isLast ? { state: 'given-up', settled_at: now() } : { state: 'unreachable' }),
    });
    await showChange(store, tx, row.proposal);
  }
}

/** An agent that was told of a failure is owed the news if it is mended after all. */
export async function oweCorrection(tx: StoreTransaction, { id: _, ...row }: AnswerRow): Promise<void> {
  const blank = { door: null, outcome: null, said: null, said_at: null, held_until: null, why: null } as const;
  await insertAnswer(tx, { ...row, ...blank, state: 'owed', knows: 'failed', tries: 0, next_at: null });
}
