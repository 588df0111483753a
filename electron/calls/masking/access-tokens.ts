import type { MaskedSpan } from '../../../shared/model/utterance.ts';

/** Salesforce's own form, the org's id before a bang, and the signed one: an agent that was given one may repeat it. */
const forms = [/\b00D[A-Za-z0-9]{12,15}![\w.]{16,}/g, /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{16,}/g];

/** Access tokens in a text. */
export function findAccessTokens(text: string): MaskedSpan[] {
  return forms.flatMap((form) =>
    Array.from(text.matchAll(form), (found) => ({
      start: found.index,
      end: found.index + found[0].length,
      kind: 'password' as const,
    })),
  );
}
