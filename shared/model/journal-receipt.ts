import { z } from 'zod';
import type { JournalEntry } from './journal-entry.ts';
import { policyVerdict } from './policy-verdict.ts';
import { attempt, decision, writeResult } from './proposal.ts';

/** The parts of an entry's detail that say how it was decided and what Salesforce answered. */
const receiptDetail = z.object({
  decision: decision
    .pick({
      by: true,
      at: true,
      kind: true,
      revision: true,
      first: true,
      signedIn: true,
      onScreenMs: true,
      hurried: true,
    })
    .optional()
    .catch(undefined),
  policy: policyVerdict.nullish().catch(undefined),
  attempt: attempt.optional().catch(undefined),
  result: writeResult.pick({ record: true, url: true, at: true, settled: true }).optional().catch(undefined),
});

/** What an entry proves beside its values; null where it says nothing of it. */
export type JournalReceipt = {
  /** From the proposal to the decision, in milliseconds. */
  decidedAfter: number | null;
  /** Who saw it and decided, and what of: null until somebody did. */
  decision: { by: string; first: string | null; revision: number; signedIn: boolean; hurried: boolean } | null;
  /** How long it was wholly on the screen before, in milliseconds. */
  onScreenMs: number | null;
  /** The rule that decided or asked, by name. */
  rule: string | null;
  attempt: { id: string; number: number } | null;
  record: { id: string; url: string; at: number; settled: boolean } | null;
};

/** How an entry was decided and what Salesforce answered. */
export function journalReceipt({ detail, proposedAt }: Pick<JournalEntry, 'detail' | 'proposedAt'>): JournalReceipt {
  const { decision: decided, policy, attempt: tried, result } = receiptDetail.safeParse(detail ?? {}).data ?? {};
  const decider = decided?.by.kind === 'rule' ? decided.by.name : null;
  return {
    decidedAfter: decided && typeof proposedAt === 'number' ? Math.max(0, decided.at - proposedAt) : null,
    decision: decided
      ? {
          by: decided.by.name,
          first: decided.first?.name ?? null,
          revision: decided.revision,
          signedIn: decided.signedIn === true,
          hurried: decided.hurried === true,
        }
      : null,
    onScreenMs: decided?.onScreenMs ?? null,
    rule: decider ?? policy?.rules[0]?.name ?? null,
    attempt: tried ? { id: tried.id, number: tried.number } : null,
    record: result ? { id: result.record.id, url: result.url, at: result.at, settled: result.settled } : null,
  };
}
