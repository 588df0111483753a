import type { Evidence } from '../../shared/model/evidence.ts';
import type { Proposal } from '../../shared/model/proposal.ts';

/** The words that support something, by the utterance they stand in. */
export function evidenceByUtterance(proposals: readonly Proposal[]): Map<string, Evidence[]> {
  const all = proposals.flatMap((each) =>
    each.values.flatMap((value) => [
      value.evidence,
      ...value.alternatives.map((other) => other.evidence),
      ...(value.marks ?? []).map((mark) => mark.evidence),
    ]),
  );
  const found = all.filter((evidence) => evidence !== null);
  return Map.groupBy(found, (evidence) => evidence.utterance);
}

/** The proposals that an utterance caused. */
export function proposalsByUtterance(proposals: readonly Proposal[]): Map<string, Proposal[]> {
  const pinned = proposals.filter((each) => each.pinnedTo !== null);
  return Map.groupBy(pinned, (each) => each.pinnedTo ?? '');
}
