import { isAccessToken } from './access-token.ts';
import type { Org } from './org.ts';
import { toPayload } from './payload.ts';
import type { Proposal, ProposedValue, Readiness } from './proposal.ts';
import { secondLook } from './record-match.ts';
import { type Sensitivity, sensitivityWords } from './sensitivity.ts';

/** What is done to many proposals at once. */
export type BulkVerb = 'approve' | 'reject';

/** Why a proposal has no part in a decision about many; null where it has. Each of those is looked at by itself. */
export function bulkBar(of: Proposal, verb: BulkVerb, sensitive: Sensitivity | null): string | null {
  if (of.status.state !== 'waiting') return 'It is not waiting for a decision.';
  if (isAccessToken(of)) return 'An access token is given by itself.';
  if (of.undoes) return 'An undo is decided by itself.';
  return verb === 'reject' ? null : approvalBar(of, of.status, sensitive);
}

function approvalBar(
  of: Proposal,
  status: Extract<Proposal['status'], { state: 'waiting' }>,
  sensitive: Sensitivity | null,
): string | null {
  if (of.operation === 'delete') return 'A deletion is approved by itself.';
  if (sensitive) return `${sensitivityWords(sensitive)} That is approved by itself.`;
  if (status.conflict) return 'The record changed since it was shown.';
  if (status.problem || status.confirming) return 'Something went wrong with it before.';
  if (of.readiness.state !== 'ready') return unreadyWords[of.readiness.state];
  if (secondLook(of)) return 'It is unsure whose record it is.';
  if (of.like && of.like.length > 0) return 'Records like it are there already.';
  if (of.policy?.effect === 'block') return 'A rule blocks it.';
  if (of.policy?.effect === 'ask-two') return 'A rule asks for two people.';
  const told = of.values.map(valueBar).find((bar) => bar !== null);
  if (told) return told;
  return Object.keys(toPayload(of).fields).length === 0 ? 'Nothing would change.' : null;
}

const unreadyWords: Record<Exclude<Readiness['state'], 'ready'>, string> = {
  preparing: 'Its record is still being read.',
  'needs-record': 'Its record is not known yet.',
  blocked: 'It cannot be sent as it is.',
};

function valueBar({ label, certainty, marks, invalid, alternatives }: ProposedValue): string | null {
  if (invalid !== null) return `${label} cannot be sent as it is.`;
  if (alternatives.length > 0) return `Those who asked want different values for ${label}.`;
  const [mark] = marks ?? [];
  if (mark) return `${label} is doubtful: ${mark.words}.`;
  return certainty === 'unsure' ? `${label} is unsure.` : null;
}

/** Why proposals of these environments cannot be decided together: what is tried out never rides along to production. */
export function mixedBar(environments: Iterable<Org['environment'] | null>): string | null {
  const kinds = new Set([...environments].map((each) => (each === null ? 'unknown' : each === 'production')));
  return kinds.size > 1 ? 'Production and others are never decided together. Nothing was decided.' : null;
}
