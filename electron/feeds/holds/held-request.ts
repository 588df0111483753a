import type { AnswerDoor } from '../../../shared/model/answer.ts';
import type { Told } from './answer-words.ts';

/** What a held request came to; `answer` names the row that says so, null where nobody listens any more. */
export type HoldEnd = { told: Told; answer: string | null };

/** One answer that a request is kept waiting for. */
export type Hold = {
  answer: string;
  proposal: string;
  reference: string;
  door: AnswerDoor;
  pending: string;
  end(end: HoldEnd): void;
  ended: Promise<HoldEnd>;
  /** Stops its clock. */
  cancel(): void;
};

/** The requests that are kept waiting now, by the answer they wait for. */
export type HeldRequests = {
  /** Several may wait for one answer: the same tool call, come again on another connection. */
  of(answer: string): readonly Hold[];
  add(hold: Omit<Hold, 'end' | 'ended' | 'cancel'>): Hold;
  remove(hold: Hold): void;
  all(): readonly Hold[];
};

/** Makes the list. */
export function createHeldRequests(): HeldRequests {
  const held = new Map<string, Set<Hold>>();
  return {
    of: (answer) => [...(held.get(answer) ?? [])],
    add(what) {
      const { promise, resolve } = Promise.withResolvers<HoldEnd>();
      const hold: Hold = { ...what, end: resolve, ended: promise, cancel: () => {} };
      const beside = held.get(what.answer) ?? new Set();
      held.set(what.answer, beside.add(hold));
      return hold;
    },
    remove(hold) {
      hold.cancel();
      const beside = held.get(hold.answer);
      beside?.delete(hold);
      if (beside?.size === 0) held.delete(hold.answer);
    },
    all: () => [...held.values()].flatMap((beside) => [...beside]),
  };
}
