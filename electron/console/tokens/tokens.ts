import { accessTokenAction, isAccessToken, type TokenGrant } from '../../../shared/model/access-token.ts';
import { type Problem, toProblem } from '../../../shared/model/problem.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import type { Target } from '../../../shared/model/target.ts';
import type { Catalogue } from '../../actions/catalogue.ts';
import type { Handover } from '../../feeds/holds/handover.ts';
import { refuseAskers } from '../../proposals/preparing/prepare-token.ts';
import { issueToken, revokeToken } from '../../salesforce/login/token-grant.ts';
import type { SecretStore } from '../../secrets/open-secret-store.ts';
import type { Store } from '../../store/open-store.ts';
import type { Orgs } from '../orgs/orgs.ts';
import { openTokenGrants, type TokenGrants } from './token-grants.ts';
import { createTokenLeases, type TokenLeases } from './token-leases.ts';
import { agentGone, createTokenTarget, isSameGrant, setUpAnew } from './token-target.ts';

/** Access tokens for agents: who may issue them, and what becomes of them. */
export type Tokens = {
  grants: TokenGrants;
  leases: TokenLeases;
  /** The org's grant, or why no token can be given now. */
  offer(org: string): TokenGrant | Problem;
  /** Why a request for a token cannot be approved now; null for everything else. */
  refuseApproval(of: Proposal): Problem | null;
  /** Sends requests for tokens their own way, and the rest as before. */
  besides(target: Target): Target;
};

/** What they work with. */
export type TokensParts = {
  store: Store;
  secrets: SecretStore;
  orgs: Pick<Orgs, 'find'>;
  catalogue: Catalogue;
  handover: Handover;
  now(): number;
  setTimer(ms: number, run: () => void): () => void;
  log(message: string, cause?: unknown): void;
};

/** Opens the grants and the leases. */
export async function createTokens(parts: TokensParts): Promise<Tokens> {
  const { store, secrets, orgs, catalogue, handover, now } = parts;
  const grants = await openTokenGrants(store, secrets, now);
  const revoke = (instanceUrl: string, token: string) => revokeToken({ instanceUrl }, token);
  const leases = createTokenLeases({ ...parts, revoke });

  function offer(org: string): TokenGrant | Problem {
    const action = catalogue.find(accessTokenAction);
    if (!action || action.off || action.deprecated) return switchedOff;
    const grant = grants.find(org);
    if (!grant) return noGrant;
    if (!grants.hasSecret(org)) return noSecret;
    return grant.user.id === orgs.find(org)?.user.id ? ownUser : grant;
  }

  const target = createTokenTarget({
    store,
    handover,
    leases,
    offer,
    secretOf: grants.secretOf,
    findOrg: orgs.find,
    issue: issueToken,
    revoke,
    now,
  });

  return {
    grants,
    leases,
    offer,
    refuseApproval(of) {
      if (!isAccessToken(of)) return null;
      if (!handover.isAwaited(of.id)) return agentGone;
      const grant = refuseAskers(of) ?? offer(of.org);
      if ('message' in grant) return grant;
      const fields = Object.fromEntries(of.values.map(({ field, value }) => [field, value]));
      return of.readiness.state === 'ready' && !isSameGrant(fields, grant) ? setUpAnew : null;
    },
    besides: (other) => ({
      ...other,
      send: (order, checkpoint) =>
        isAccessToken(order.payload) ? target.send(order, checkpoint) : other.send(order, checkpoint),
      settle: (order) => (isAccessToken(order.payload) ? target.settle(order) : other.settle(order)),
    }),
  };
}

const again = { next: 'retry' } as const;
const switchedOff = toProblem('not-allowed', '“Get access token” is switched off under Settings, Actions.', again);
const noGrant = toProblem('not-allowed', 'No app for access tokens is set up for this org. See Settings, Orgs.', again);
const noSecret = toProblem(
  'not-allowed',
  'The consumer secret of the app was kept in memory only and is gone. Enter it again under Settings, Orgs.',
  again,
);
/** A token in the name of whoever decides would make their own signature worthless. */
const ownUser = toProblem(
  'not-allowed',
  'The app runs as the user you are signed in as. Agents get a user of their own: change it under Settings, Orgs.',
  again,
);
