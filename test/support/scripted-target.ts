import { toProblem } from '../../shared/model/problem.ts';
import type { Sent, Settled, Target, TargetUsage, WriteOrder } from '../../shared/model/target.ts';

/** A target that keeps what it is given until the test says what comes of it. */
export type ScriptedTarget = Target & {
  /** What left, in order: references of one sending. */
  left: string[][];
  looked: string[][];
  probes: number;
  usageNow: TargetUsage | null;
  probeAnswer: Awaited<ReturnType<NonNullable<Target['probe']>>>;
  /** What comes of the next sendings; what is not told is written. */
  answers: ((order: WriteOrder) => Sent)[];
  findings: ((order: WriteOrder) => Settled)[];
  /** Called while a sending is under way; it ends when this resolves. */
  underWay: (orders: readonly WriteOrder[]) => Promise<void>;
};

export const written = (order: WriteOrder): Extract<Sent, { kind: 'written' }> => ({
  kind: 'written',
  result: {
    record: { object: order.payload.object, id: order.payload.recordId ?? 'new', name: 'It', detail: null },
    url: '',
    fields: order.payload.fields,
    at: 1,
    settled: false,
  },
});

/** Held back by something that passes, such as an unavailable server. */
export const unavailable = (): Sent => ({
  kind: 'not-sent',
  problem: toProblem('upstream', 'Salesforce is not available right now.', { next: 'retry' }),
  retryAfterMs: 5_000,
});

export const locked = (): Sent => ({
  kind: 'not-sent',
  problem: toProblem('upstream', 'Somebody else is saving this.', { next: 'retry', code: 'UNABLE_TO_LOCK_ROW' }),
  retryAfterMs: 2_000,
  alone: true,
});

export const limited = (): Sent => ({
  kind: 'not-sent',
  problem: toProblem('rate-limited', 'All requests are used up.', { next: 'wait' }),
  retryAfterMs: 60_000,
});

export const loggedOut = (): Sent => ({
  kind: 'not-sent',
  problem: toProblem('not-connected', 'Log in again.', { next: 'reconnect' }),
  retryAfterMs: null,
});

export const lost = (): Sent => ({ kind: 'unknown', problem: toProblem('upstream', 'No answer.', { next: 'retry' }) });

/** Makes one whose updates go together, as many as `most`. */
export function scriptedTarget(most = 200): ScriptedTarget {
  const nameOf = ({ payload }: WriteOrder) => payload.proposal;
  async function sendAll(orders: readonly WriteOrder[]): Promise<Sent[]> {
    target.left.push(orders.map(nameOf));
    const answer = target.answers.shift() ?? written;
    await Promise.all(orders.map(({ intended }) => intended));
    await target.underWay(orders);
    return orders.map(answer);
  }
  async function settleAll(orders: readonly WriteOrder[]): Promise<Settled[]> {
    target.looked.push(orders.map(nameOf));
    return orders.map(target.findings.shift() ?? written);
  }
  const first = <T>([one]: T[]): T => {
    if (one === undefined) throw new Error('nothing was sent');
    return one;
  };
  const target: ScriptedTarget = {
    left: [],
    looked: [],
    probes: 0,
    usageNow: null,
    probeAnswer: null,
    answers: [],
    findings: [],
    underWay: async () => {},
    send: async (order) => first(await sendAll([order])),
    settle: async (order) => first(await settleAll([order])),
    awaitsIntent: true,
    together: { classes: ['absolute-update'], most, send: sendAll, settle: settleAll },
    usage: () => target.usageNow,
    async probe() {
      target.probes += 1;
      return target.probeAnswer;
    },
    readRecord: async () => null,
  };
  return target;
}
