import { randomUUID } from 'node:crypto';
import type { PolicyVerdict } from '../../../shared/model/policy-verdict.ts';
import { type Problem, ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { Decider, Proposal } from '../../../shared/model/proposal.ts';
import { momentBar } from '../../../shared/model/rule-bar.ts';
import { loadCall } from '../../calls/call-store.ts';
import { quietHoursRule } from '../../policy/built-in-rules.ts';
import { type PolicyOrg, sensitivityIn, toFacts } from '../../policy/facts.ts';
import { type CompiledRule, deciding, judge } from '../../policy/judge.ts';
import type { StoreTransaction } from '../../store/open-store.ts';
import { applyProposalEvent } from '../apply-proposal-event.ts';
import { payloadHash } from '../executor/payload-hash.ts';
import { sentSoFar } from '../executor/sent-so-far.ts';
import { precedentsState } from '../preparing/precedents.ts';
import type { ProposalEvent } from '../proposal-event.ts';
import { decideProposal } from './decide-proposal.ts';

/** Policy as the proposals room uses it. */
export type Policy = {
  rules(): readonly CompiledRule[];
  /** What is known of a proposal's org. */
  place(org: string): PolicyOrg;
  /** Whether a person still has to confirm the first write of this session to it. */
  isUnconfirmed?(org: string): boolean;
};

const unconfirmed = 'A person confirms the first write of this session to a production org.';

/** What policy says of a proposal as it stands in this transaction. */
export async function judgeProposal(
  tx: StoreTransaction,
  policy: Policy,
  of: Proposal,
  now: number,
): Promise<PolicyVerdict> {
  const call = of.call === null ? null : await loadCall(tx, of.call);
  const facts = toFacts(of, call, policy.place(of.org), now, await sentSoFar(tx, of, now));
  const shut = of.operation !== 'read' && policy.isUnconfirmed?.(of.org) ? unconfirmed : null;
  return judge({ ...facts, bar: facts.bar ?? momentBar(of) ?? shut }, policy.rules(), now);
}

/** What policy does to a waiting proposal: keeps what it says of it, and decides what a rule may decide. */
export async function policyEvents(
  tx: StoreTransaction,
  policy: Policy,
  of: Proposal,
  now: number,
): Promise<ProposalEvent[]> {
  // What is still being read is judged when it is shown.
  if (of.status.state !== 'waiting' || of.readiness.state === 'preparing') return [];
  const verdict = await judgeProposal(tx, policy, of, now);
  const told = verdict.rules.length > 0 ? verdict : undefined;
  const events: ProposalEvent[] = isSame(of.policy, told) ? [] : [{ type: 'proposal.judged', policy: told }];
  const judged = events.reduce((before, event) => applyProposalEvent(before, event, now), of);
  return [...events, ...(await decided(tx, { policy, of: judged, verdict, at: now }))];
}

async function decided(
  tx: StoreTransaction,
  { policy, of, verdict, at }: { policy: Policy; of: Proposal; verdict: PolicyVerdict; at: number },
): Promise<ProposalEvent[]> {
  const rule = deciding(verdict);
  if (!rule || (verdict.effect !== 'block' && verdict.effect !== 'auto-approve')) return [];
  const by: Decider = { kind: 'rule', rule: rule.rule, name: rule.name };
  const decision = { id: randomUUID(), revision: of.revision, by, at };
  if (verdict.effect === 'block') {
    // They pass: what must not leave now is not wrong, and waits.
    if (rule.rule === quietHoursRule) return [];
    const words = policy.rules().find((each) => each.rule.id === rule.rule)?.rule.words ?? '';
    const rejection = { preset: 'other' as const, text: words };
    return eventsOf(decideProposal(of, { type: 'reject', ...decision, rejection }));
  }
  const precedents = await precedentsState(tx, of);
  if (precedents.kind === 'lost') return [];
  const waitsFor = precedents.kind === 'coming' ? precedents.problem : null;
  const sensitive = sensitivityIn(of, policy.place(of.org));
  return eventsOf(
    decideProposal(of, { type: 'approve', ...decision, edited: null, waitsFor, sensitive, hash: payloadHash }),
  );
}

/** What a rule may not decide after all waits for a person. */
function eventsOf(answer: ProposalEvent[] | Problem): ProposalEvent[] {
  return Array.isArray(answer) ? answer : [];
}

/** What policy makes of a person's approval: nothing of what is blocked; of what asks for two, the second only sends it. */
export function weighApproval(
  { effect, why }: PolicyVerdict,
  of: Proposal,
  events: ProposalEvent[],
): ProposalEvent[] | Problem {
  if (effect === 'block') {
    const message = `${why} Nothing was sent. Edit or reject it, or change the rule under Settings, Rules.`;
    return toProblem('not-allowed', message, { next: 'edit', code: 'rule' });
  }
  return effect === 'ask-two' ? events.flatMap((event) => approvedOnce(of, event)) : events;
}

/** The first approval waits for a second, of exactly the same payload, by another Salesforce user. */
function approvedOnce({ firstApproval: first }: Proposal, event: ProposalEvent): ProposalEvent[] {
  if (event.type !== 'proposal.approved' || event.decision.by.kind !== 'supervisor') return [event];
  const { by, at, payloadHash, onScreenMs } = event.decision;
  if (first?.payloadHash !== payloadHash) {
    const { values, after } = event;
    const told = { user: by.user, name: by.name, at, payloadHash: payloadHash ?? '', onScreenMs };
    return [{ type: 'proposal.approved-once', by: told, values, after }];
  }
  if (first.user === by.user) throw new ProblemError(sameAgain);
  return [{ ...event, decision: { ...event.decision, first: { user: first.user, name: first.name } } }];
}

const sameAgain = toProblem(
  'not-allowed',
  'You approved it already. It takes two people: another user of this org has to sign in for it.',
  { next: 'none', code: 'second-person' },
);

function isSame(a: PolicyVerdict | undefined, b: PolicyVerdict | undefined): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}
