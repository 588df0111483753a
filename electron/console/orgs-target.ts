import type { Problem } from '../../shared/model/problem.ts';
import type { Sent, Target, TogetherTarget } from '../../shared/model/target.ts';
import type { Orgs } from './orgs.ts';

type SignedOut = Orgs['signedOut'];

/** Far away: the queue goes on as soon as somebody signed in, not when a timer says so. */
const untilSignedInMs = 24 * 60 * 60 * 1000;

/** Lets approved writes rest while nobody is signed in to their org, instead of trying them again and again. */
export function heldWhileSignedOut(target: Target, { signedOut }: Pick<Orgs, 'signedOut'>): Target {
  return {
    ...target,
    async send(order, checkpoint) {
      const { org } = order.payload;
      const before = signedOut(org);
      return before ? resting(before) : held(await target.send(order, checkpoint), signedOut(org));
    },
    ...(target.together ? { together: togetherHeld(target.together, signedOut) } : {}),
  };
}

function togetherHeld(together: TogetherTarget, signedOut: SignedOut): TogetherTarget {
  return {
    ...together,
    async send(orders, checkpoint) {
      const org = orders[0]?.payload.org ?? '';
      const before = signedOut(org);
      if (before) return orders.map(() => resting(before));
      const sent = await together.send(orders, checkpoint);
      return sent.map((each) => held(each, signedOut(org)));
    },
  };
}

/** What could not be sent because the session ended meanwhile rests too. */
function held(sent: Sent, signedOut: Problem | null): Sent {
  return sent.kind === 'not-sent' && signedOut ? resting(signedOut) : sent;
}

function resting(problem: Problem): Sent {
  return { kind: 'not-sent', problem, retryAfterMs: untilSignedInMs };
}
