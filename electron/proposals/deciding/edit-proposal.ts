import type { FieldValues } from '../../../shared/model/field-value.ts';
import { isOutbound } from '../../../shared/model/outbound.ts';
import type { Proposal, Readiness } from '../../../shared/model/proposal.ts';
import { outboundParts } from '../../actions/outbound-actions.ts';
import { prepareValues } from '../../actions/prepare-values.ts';
import type { RequestedValue } from '../../actions/requested-value.ts';
import { actionOf, type ContextParts, contextOf } from '../preparing/preparation-context.ts';
import { prepareOutbound } from '../preparing/prepare-outbound.ts';
import { type OrgReader, precedentsOf, readinessOf } from '../preparing/prepare-proposal.ts';
import { withRecording } from '../preparing/with-recording.ts';
import type { StoredProposal } from '../proposal-store.ts';
import type { Edited } from './decide-approval.ts';

/** A supervisor's edit, made ready; `wished` is what was asked for from now on. */
export async function editProposal(
  parts: ContextParts & { reader: OrgReader },
  stored: StoredProposal,
  edits: FieldValues,
): Promise<Edited & { wished: RequestedValue[] }> {
  const { proposal: of, requested } = stored;
  if (isOutbound(of)) return editOutbound(parts, stored, edits);
  const wanted = actionOf(parts, stored);
  const describe = await parts.reader.describe(of.org, of.object);
  const wished = editRequested(requested, edits);
  const context = await contextOf(parts, of);
  const coming = of.record ? null : (context.others.find(({ id }) => isRecordOf(of, wanted, id)) ?? null);
  const told = prepareValues(wanted, wished, describe, { ...context, record: of.record, coming });
  const { action, values } = await withRecording(wanted, told, describe, { call: context.call, reader: parts.reader });
  const after = precedentsOf(values, context.others);
  return { wished, values, after, readiness: stays(of.readiness) ?? readinessOf(action, values, describe) };
}

/** What goes out is edited in the fields that people may edit, and made ready as it was. */
async function editOutbound(
  parts: ContextParts & { reader: OrgReader },
  { proposal: of, requested }: StoredProposal,
  edits: FieldValues,
): Promise<Edited & { wished: RequestedValue[] }> {
  const allowed = Object.entries(edits).filter(([field]) => outboundParts[field]?.edited);
  const wished = editRequested(requested, Object.fromEntries(allowed));
  const { values, after, readiness } = await prepareOutbound(of, wished, await contextOf(parts, of), parts.reader);
  return { wished, values, after, readiness };
}

function editRequested(requested: readonly RequestedValue[], edits: FieldValues): RequestedValue[] {
  const rest = new Map(Object.entries(edits));
  const kept = requested.map((value) => {
    const raw = rest.get(value.field);
    if (raw === undefined) return value;
    rest.delete(value.field);
    return { ...value, ...editOf(raw), evidence: null };
  });
  const added = [...rest].map(([field, raw]) => ({ field, evidence: null, display: null, ...editOf(raw) }));
  return [...kept, ...added];
}

function editOf(raw: RequestedValue['raw']) {
  return {
    raw,
    askedBy: 'supervisor' as const,
    origin: 'edited' as const,
    certainty: 'certain' as const,
    reasons: ['entered by the supervisor'],
    resolvedFrom: null,
    others: [],
  };
}

/** Whether the record that a new one hangs on is the one that another proposal will make. */
function isRecordOf(of: Proposal, action: { find: { through: string | null } | null }, other: string): boolean {
  return of.after?.some(({ proposal, field }) => proposal === other && field === action.find?.through) ?? false;
}

/** What no edit of values mends: a record that is not known, gone or locked. */
function stays(readiness: Readiness): Readiness | null {
  if (readiness.state === 'needs-record') return readiness;
  return readiness.state === 'blocked' && readiness.problem.next !== 'edit' ? readiness : null;
}
