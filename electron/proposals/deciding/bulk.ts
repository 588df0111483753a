import { randomUUID } from 'node:crypto';
import type { BulkLine } from '../../../shared/contract/bulk-contract.ts';
import { type BulkVerb, bulkBar } from '../../../shared/model/bulk.ts';
import type { Problem } from '../../../shared/model/problem.ts';
import type { Decider, Proposal, Rejection } from '../../../shared/model/proposal.ts';
import { loadCall } from '../../calls/call-store.ts';
import { sensitivityIn } from '../../policy/facts.ts';
import type { Store, StoreTransaction } from '../../store/open-store.ts';
import { payloadHash } from '../executor/payload-hash.ts';
import { precedentsState } from '../preparing/precedents.ts';
import { applyEvents, loadProposal } from '../proposal-store.ts';
import { judgeProposal, type Policy } from './apply-policy.ts';
import { decideProposal, type ProposalCommand } from './decide-proposal.ts';

/** One of many, as it was shown. */
export type BulkOrder = { proposal: string; revision: number };

/** What is decided about all of them. */
export type BulkDecision = {
  verb: BulkVerb;
  rejection: Rejection | null;
  by(org: string): Decider;
  /** How long the table of them had been wholly on the screen, milliseconds. */
  onScreenMs?: number | undefined;
  /** It came sooner than it can be read, and was asked for once more. */
  hurried?: boolean | undefined;
  /** When approvals leave; null at once. */
  sendAt: number | null;
};

/** What deciding many works with. */
export type BulkParts = {
  store: Store;
  policy: Policy;
  now(): number;
  refuseApproval?(of: Proposal): Problem | null;
};

/** Decides some in one transaction; what has no part in it is left out and says why. */
export async function decideTogether(
  parts: BulkParts,
  orders: readonly BulkOrder[],
  decision: BulkDecision,
): Promise<{ lines: BulkLine[]; decided: Proposal[] }> {
  return parts.store.transact(async (tx) => {
    const lines: BulkLine[] = [];
    const decided: Proposal[] = [];
    for (const order of orders) {
      const { line, after } = await decideOne(parts, tx, order, decision);
      lines.push(line);
      if (after) decided.push(after);
    }
    return { lines, decided };
  });
}

async function decideOne(
  parts: BulkParts,
  tx: StoreTransaction,
  order: BulkOrder,
  decision: BulkDecision,
): Promise<{ line: BulkLine; after: Proposal | null }> {
  const stored = await loadProposal(tx, order.proposal);
  const leftOut = (why: string) => ({
    line: { proposal: order.proposal, reference: stored?.proposal.reference ?? '', outcome: 'left-out', why } as const,
    after: null,
  });
  if (!stored) return leftOut('It does not exist.');
  const { proposal: of } = stored;
  if (of.revision !== order.revision) return leftOut('It changed while you were looking.');
  const command = await commandFor(parts, tx, of, decision);
  if (typeof command === 'string') return leftOut(command);
  const events = decideProposal(of, command);
  if (!Array.isArray(events)) return leftOut(events.message);
  const after = (await applyEvents(parts.store, tx, stored, events, parts.now())).proposal;
  const outcome = decision.verb === 'approve' ? ('approved' as const) : ('rejected' as const);
  return { line: { proposal: of.id, reference: of.reference, outcome, why: null }, after };
}

/** The command for one of them, or why it has no part in it. */
async function commandFor(
  parts: BulkParts,
  tx: StoreTransaction,
  of: Proposal,
  { verb, rejection, by, sendAt, onScreenMs, hurried }: BulkDecision,
): Promise<ProposalCommand | string> {
  const bar = bulkBar(of, verb, sensitivityIn(of, parts.policy.place(of.org)));
  if (bar) return bar;
  const decision = { id: randomUUID(), revision: of.revision, by: by(of.org), at: parts.now(), onScreenMs };
  if (rejection) return { type: 'reject', ...decision, rejection };
  const refused = parts.refuseApproval?.(of);
  if (refused) return refused.message;
  const call = of.call === null ? null : await loadCall(tx, of.call);
  if (of.recordFrom === 'caller' && call?.caller.state === 'matched' && call.caller.person.certainty === 'unsure') {
    return 'It is unsure who is calling.';
  }
  // What the rules say now, not what they said when it was shown.
  const policy = await judgeProposal(tx, parts.policy, of, parts.now());
  if (policy.effect === 'block' || policy.effect === 'ask-two') return policy.why;
  const precedents = await precedentsState(tx, of);
  if (precedents.kind === 'lost') return precedents.problem.message;
  return {
    type: 'approve',
    ...decision,
    edited: null,
    hurried,
    waitsFor: precedents.kind === 'coming' ? precedents.problem : null,
    hash: payloadHash,
    ...(sendAt === null ? {} : { sendAt }),
  };
}
