import { expect, it } from 'vitest';
import { applyProposalEvent } from '../../electron/proposals/apply-proposal-event.ts';
import { weighApproval } from '../../electron/proposals/deciding/apply-policy.ts';
import { decideProposal } from '../../electron/proposals/deciding/decide-proposal.ts';
import { payloadHash } from '../../electron/proposals/executor/payload-hash.ts';
import type { PolicyVerdict } from '../../shared/model/policy-verdict.ts';
import { ProblemError } from '../../shared/model/problem.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { fc } from '../support/properties.ts';
import { sampleProposal, sampleValue } from '../support/sample-proposal.ts';

const two: PolicyVerdict = { effect: 'ask-two', rules: [], why: '' };
const sensitive = { what: ['changes Email'], people: 2 as const };

type Press = { user: string; edit: string | null; signedIn: boolean; stale: boolean };

const press: fc.Arbitrary<Press> = fc.record({
  user: fc.constantFrom('ann', 'bo', 'cy'),
  edit: fc.option(fc.constantFrom('a@x.example', 'b@x.example'), { nil: null, freq: 4 }),
  signedIn: fc.boolean(),
  /** It was seen before the one before it. */
  stale: fc.boolean(),
});

/** What an approval makes of a proposal that takes two people; itself where it is refused. */
function approve(of: Proposal, { user, edit, signedIn, stale }: Press, at: number): Proposal {
  const values = edit === null ? null : [sampleValue({ field: 'Email', value: edit, origin: 'edited' })];
  const decided = decideProposal(of, {
    type: 'approve',
    id: `d${at}`,
    revision: stale ? of.revision - 1 : of.revision,
    by: { kind: 'supervisor', user, name: user },
    at,
    edited: values && { values, after: [], readiness: { state: 'ready' } },
    sensitive,
    signedIn,
    hash: payloadHash,
  });
  if (!Array.isArray(decided)) return of;
  const events = weighed(of, decided);
  return events.reduce((before, event) => applyProposalEvent(before, event, at), of);
}

function weighed(of: Proposal, decided: Parameters<typeof weighApproval>[2]) {
  try {
    const events = weighApproval(two, of, decided);
    return Array.isArray(events) ? events : [];
  } catch (cause) {
    if (cause instanceof ProblemError) return [];
    throw cause;
  }
}

it('is approved by two users of the very same payload, whatever is pressed, edited or stale in between', () => {
  fc.assert(
    fc.property(fc.array(press, { maxLength: 12 }), (presses) => {
      let of = sampleProposal();
      const signed = new Map<string, Set<string>>();
      for (const [at, each] of presses.entries()) {
        const before = of;
        of = approve(of, each, at);
        if (of.firstApproval && of !== before) {
          const { payloadHash: hash, user } = of.firstApproval;
          signed.set(hash, (signed.get(hash) ?? new Set()).add(user));
        }
        if (of.status.state !== 'approved') continue;
        const { first, by, payloadHash: hash } = of.status.decision;
        expect(by.kind === 'supervisor' && first && first.user !== by.user).toBe(true);
        expect(signed.get(hash ?? '')?.has(first?.user ?? '')).toBe(true);
        return;
      }
    }),
    { numRuns: 300 },
  );
});
