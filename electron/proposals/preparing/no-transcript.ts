import type { EvidenceMark } from '../../../shared/model/evidence.ts';
import type { ProposedValue } from '../../../shared/model/proposal.ts';

const mark: EvidenceMark = { kind: 'no-transcript', words: 'nobody can check it: no transcript', evidence: null };

/** Marks what an agent says was said where no word of it is here; weighed anew as soon as there are words. */
export function withoutTranscript(values: readonly ProposedValue[], byHand: ReadonlySet<string>): ProposedValue[] {
  return values.map((value) => {
    if (value.origin !== 'said' || value.evidence !== null || byHand.has(value.field)) return value;
    const { evidence, certainty, reasons } = value;
    return {
      ...value,
      certainty: 'unsure' as const,
      reasons: [...reasons, mark.words],
      marks: [mark],
      asTold: { evidence, certainty, reasons },
    };
  });
}
