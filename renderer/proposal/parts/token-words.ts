import type { ProposalClock } from '../../../shared/contract/clock-view.ts';
import { isAccessToken, type TokenLease } from '../../../shared/model/access-token.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';

/** What a scope lets its holder do, with Salesforce's own name. */
export function scopeWords(scope: string): string {
  const words = scopes[scope];
  return words ? `${words} (${scope})` : scope;
}

const scopes: Readonly<Record<string, string>> = {
  api: 'read and change whatever the user may',
  full: 'do everything the user may',
  web: 'open Salesforce’s pages as the user',
  id: 'see who the user is',
  refresh_token: 'renew itself',
};

/** A token's life in a line: "Given 12:03 · revoked 12:08". */
export function tokenLife(of: TokenLease, time: (at: number) => string): string {
  const { state, handedAt, endedAt, issuedAt, revokeAt } = of;
  const begun = handedAt === null && state !== 'live' ? 'Issued, not given' : 'Given';
  const start = `${begun} ${time(issuedAt)}`;
  if (state === 'revoked') return `${start} · revoked ${time(endedAt ?? revokeAt)}`;
  return state === 'live' ? `${start} · is revoked at ${time(revokeAt)}` : `${start} · never revoked`;
}

/** Why a token cannot be given now: nobody waits for it; null for everything else, and where that is not known. */
export function whyNotGive(of: Proposal, clock: ProposalClock | null): string | null {
  if (!isAccessToken(of) || clock === null || clock.state === 'caller-waiting') return null;
  return 'The agent no longer waits: nothing would be issued. It has to ask again.';
}
