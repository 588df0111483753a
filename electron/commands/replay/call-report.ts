import { diffProposal } from '../../../shared/model/diff.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import type { Utterance } from '../../../shared/model/utterance.ts';
import type { Played } from './play-call.ts';

/** One call as `replay --json` prints it. Evidence names its utterance by its place in `utterances`. */
export function callReport(id: string, { utterances, proposals }: Played): Record<string, unknown> {
  const said = utterances.filter((each) => each.state === 'final');
  return {
    id,
    utterances: said.map(({ party, text }) => ({ party, text })),
    proposals: proposals.filter((of) => of.status.state !== 'superseded').map((of) => proposalReport(of, said)),
  };
}

function proposalReport(of: Proposal, said: readonly Utterance[]): Record<string, unknown> {
  const index = new Map(said.map((each, at) => [each.id, at]));
  return {
    id: of.id,
    action: of.action,
    object: of.object,
    recordId: of.status.state === 'written' ? of.status.result.record.id : (of.record?.id ?? null),
    state: of.status.state,
    // An agent that asked for what the rules had seen already still waits for its answer.
    source: of.askers.some(({ kind }) => kind === 'agent') ? 'agent' : (of.askers[0]?.kind ?? null),
    diff: diffProposal(of).map(({ field, label, base, proposed, value }) => ({
      field,
      label,
      base,
      proposed,
      origin: value.origin,
      evidence: value.evidence && {
        utterance: index.get(value.evidence.utterance) ?? null,
        start: value.evidence.start,
        end: value.evidence.end,
      },
    })),
    result: resultReport(of),
  };
}

function resultReport({ status }: Proposal): Record<string, unknown> | null {
  switch (status.state) {
    case 'written':
    case 'undone':
      return { written: status.result.fields };
    case 'failed':
    case 'uncertain':
      return { error: errorReport(status.problem) };
    case 'waiting':
      return status.problem && { error: errorReport(status.problem) };
    default:
      return null;
  }
}

function errorReport({ kind, message, fields }: { kind: string; message: string; fields: unknown[] }) {
  return { kind, message, fields };
}
