import { implement, ORPCError } from '@orpc/server';
import { contract } from '../../shared/contract/contract.ts';
import type { TokenGrantView } from '../../shared/contract/tokens-contract.ts';
import type { TokenLease } from '../../shared/model/access-token.ts';
import { toProblem } from '../../shared/model/problem.ts';

/** What a test's window finds of access tokens. */
export type PretendedTokens = { grant?: TokenGrantView | null; leases?: TokenLease[] };

/** The contract's access tokens, answered from memory. */
export function pretendedTokens(
  received: { name: string; input: unknown }[],
  { grant = null, leases = [] }: PretendedTokens = {},
) {
  const os = implement(contract).tokens;
  let held = grant;
  return {
    grant: os.grant.handler(() => held),
    saveGrant: os.saveGrant.handler(({ input }) => {
      received.push({ name: 'saveGrant', input });
      const { app, clientId, minutes } = input;
      const user = { id: '005000000000002AAA', name: 'Agent Integration', username: 'agents@acme.example' };
      held = { app, clientId, minutes, user, scopes: ['api', 'id'], savedAt: 0, secretKept: true };
      return held;
    }),
    forgetGrant: os.forgetGrant.handler(({ input }) => {
      received.push({ name: 'forgetGrant', input });
      held = null;
    }),
    watch: os.watch.handler(async function* () {
      yield leases;
    }),
    revoke: os.revoke.handler(({ input }) => {
      received.push({ name: 'revoke', input });
      const found = leases.find(({ proposal }) => proposal === input.proposal);
      if (found) return found;
      throw new ORPCError('REFUSED', { defined: true, status: 409, data: toProblem('not-found', 'No such token.') });
    }),
  };
}

/** A token that lives, given at 12:03 and good until 12:08. */
export function sampleLease(rest: Partial<TokenLease> = {}): TokenLease {
  const issuedAt = new Date(2026, 10, 21, 12, 3).getTime();
  return {
    proposal: 'p1',
    org: '00D000000000001AAA',
    app: 'Agent Tokens',
    user: 'Agent Integration',
    fingerprint: '0123456789ab',
    issuedAt,
    revokeAt: issuedAt + 5 * 60_000,
    state: 'live',
    handedAt: issuedAt,
    endedAt: null,
    trouble: null,
    ...rest,
  };
}
