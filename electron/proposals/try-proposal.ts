import type { Proposal } from '../../shared/model/proposal.ts';
import { applyProposalEvent } from './apply-proposal-event.ts';
import { actionOf, type ContextParts, contextOf } from './preparing/preparation-context.ts';
import { type OrgReader, prepareProposal } from './preparing/prepare-proposal.ts';
import { newProposal, type ProposalRequest } from './propose.ts';

/** What a request would become, made ready as for its card: it reads, and keeps nothing. */
export async function tryProposal(
  parts: ContextParts & { reader: OrgReader },
  request: ProposalRequest,
  at: number,
): Promise<Proposal> {
  const made = newProposal(request, 0, at);
  const { requested } = request;
  const context = await contextOf(parts, made);
  const prepared = await prepareProposal(
    made,
    requested,
    actionOf(parts, { proposal: made, requested }),
    context,
    parts.reader,
  );
  return applyProposalEvent(made, { type: 'proposal.prepared', prepared }, at);
}
