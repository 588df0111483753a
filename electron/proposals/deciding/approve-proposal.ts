import { randomUUID } from 'node:crypto';
import type { FieldValues } from '../../../shared/model/field-value.ts';
import { type Problem, ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { Decider, Proposal } from '../../../shared/model/proposal.ts';
import { sensitivityIn } from '../../policy/facts.ts';
import { payloadHash } from '../executor/payload-hash.ts';
import type { MakeReadyParts } from '../preparing/make-ready.ts';
import { precedentsState } from '../preparing/precedents.ts';
import { commandProposal, isProposal, loadProposal } from '../proposal-store.ts';
import { judgeProposal, weighApproval } from './apply-policy.ts';
import type { Approval } from './decide-approval.ts';
import { editProposal } from './edit-proposal.ts';

/** How somebody approves. */
export type ApprovalManner = Pick<Approval, 'saveAnyway' | 'signedIn' | 'onScreenMs' | 'hurried'>;

type ApprovalParts = MakeReadyParts & {
  checkpoint(name: string): void;
  refuseApproval?(of: Proposal): Problem | null;
  /** When it leaves; null at once. */
  sendingAt(): Promise<number | null>;
};

type ApprovalOrder = {
  id: string;
  revision: number;
  edits: FieldValues | null;
  by: Decider;
  how: ApprovalManner;
};

/** Approves a proposal as it stands or as it was edited, where nothing it comes after is lost and policy lets it. */
export async function approveProposal(parts: ApprovalParts, order: ApprovalOrder): Promise<Proposal> {
  const { store, policy, now, checkpoint } = parts;
  const { id, revision, edits, by, how } = order;
  const stored = await loadProposal(store.db, id);
  if (!stored) throw new ProblemError(toProblem('not-found', 'This proposal does not exist.'));
  const refused = parts.refuseApproval?.(stored.proposal);
  if (refused) throw new ProblemError(refused);
  const change = edits && Object.keys(edits).length > 0 ? await editProposal(parts, stored, edits) : null;
  const precedents = await precedentsState(store.db, change ?? stored.proposal);
  if (precedents.kind === 'lost') throw new ProblemError(precedents.problem);
  // Whoever reads waits for the answer, and changes nothing.
  const sendAt = stored.proposal.operation === 'read' ? null : await parts.sendingAt();
  checkpoint('decision.before');
  const { wished, ...ready } = change ?? { wished: undefined };
  const edited = change ? { ...stored.proposal, ...change } : stored.proposal;
  const approval: Approval = {
    type: 'approve',
    id: randomUUID(),
    revision,
    by,
    at: now(),
    edited: 'values' in ready ? ready : null,
    ...how,
    saveAnyway: how.saveAnyway ?? false,
    waitsFor: precedents.kind === 'coming' ? precedents.problem : null,
    sensitive: sensitivityIn(edited, policy.place(stored.proposal.org)),
    hash: payloadHash,
    ...(sendAt === null ? {} : { sendAt }),
  };
  const approved = await commandProposal(store, id, approval, now(), {
    // An edit outlives a refusal: what is made ready again starts from it.
    requested: wished,
    weigh: async (tx, of, events) => {
      const shown = 'values' in ready ? { ...of, ...ready } : of;
      return weighApproval(await judgeProposal(tx, policy, shown, now()), of, events);
    },
  });
  if (!isProposal(approved)) throw new ProblemError(approved);
  checkpoint('decision.committed');
  return approved;
}
