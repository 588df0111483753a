import type { Action } from '../../../shared/model/action.ts';
import type { FieldValue } from '../../../shared/model/field-value.ts';
import type { Org } from '../../../shared/model/org.ts';
import { ProblemError } from '../../../shared/model/problem.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import type { RecordRef } from '../../../shared/model/record-ref.ts';
import type { RequestedValue } from '../../actions/requested-value.ts';
import type { Proposals } from '../../proposals/proposals.ts';

/** What a supervisor wants of an org. */
export type HandWork = {
  org: Org;
  call: string | null;
  action: Action;
  requested: RequestedValue[];
  record: RecordRef | null;
  /** The open proposal whose values these take the place of. */
  into?: string;
};

/** Makes a proposal in the name of the supervisor, who is known by the org's user. */
export async function proposeByHand(proposals: Proposals, work: HandWork, at: number): Promise<Proposal> {
  const { org, requested, ...rest } = work;
  const asker = {
    kind: 'supervisor' as const,
    feed: null,
    toolCall: null,
    name: org.user.name,
    at,
    values: Object.fromEntries(requested.map(({ field, raw }) => [field, toFieldValue(raw)])),
  };
  const pinnedTo = requested.find(({ evidence }) => evidence)?.evidence?.utterance ?? null;
  const made = await proposals.propose({
    ...rest,
    org: org.id,
    asker,
    requested,
    matter: '',
    pinnedTo,
    toolCall: null,
  });
  if (made.kind === 'refused') throw new ProblemError(made.problem);
  return made.proposal;
}

function toFieldValue(raw: unknown): FieldValue {
  if (typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean') return raw;
  return raw === null || raw === undefined ? null : JSON.stringify(raw);
}
