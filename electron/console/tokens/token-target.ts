import { type TokenGrant, tokenField } from '../../../shared/model/access-token.ts';
import type { FieldValues } from '../../../shared/model/field-value.ts';
import type { Org } from '../../../shared/model/org.ts';
import { type Problem, ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { Sent, Target, WriteOrder } from '../../../shared/model/target.ts';
import type { Handover } from '../../feeds/holds/handover.ts';
import { loadProposal } from '../../proposals/proposal-store.ts';
import { belongsTo, type Issued, type IssuedToken, type TokenApp } from '../../salesforce/login/token-grant.ts';
import type { Store } from '../../store/open-store.ts';
import type { TokenLeases } from './token-leases.ts';

/** What issuing works with. */
export type TokenTargetParts = {
  store: Store;
  handover: Handover;
  leases: Pick<TokenLeases, 'open' | 'delivered' | 'revoke'>;
  /** The org's grant as it is now, or why none can be used. */
  offer(org: string): TokenGrant | Problem;
  secretOf(org: string): Promise<string | null>;
  findOrg(id: string): Org | null;
  issue(app: TokenApp): Promise<Issued>;
  revoke(instanceUrl: string, token: string): Promise<void>;
  now(): number;
};

/** Issues approved access tokens, each only while the request that asked for it is still kept waiting. */
export function createTokenTarget(parts: TokenTargetParts): Pick<Target, 'send' | 'settle'> {
  const { store, handover, leases, now } = parts;

  async function send(order: WriteOrder, checkpoint: (name: string) => void): Promise<Sent> {
    const { org, proposal, fields } = order.payload;
    // An earlier attempt was lost on the way: whatever it issued reached nobody, and nothing is issued twice.
    if (order.attempt.number > 1) return refused(answerLost);
    const grant = parts.offer(org);
    const found = parts.findOrg(org);
    if ('message' in grant) return refused(grant);
    if (!found || !isSameGrant(fields, grant)) return refused(setUpAnew);
    const clientSecret = await parts.secretOf(org);
    if (clientSecret === null) return refused(noSecret);
    const isIntended = await Promise.resolve(order.intended).then(
      () => true,
      () => false,
    );
    if (!isIntended) return refused(notIntended);
    if (!handover.isAwaited(proposal)) return refused(agentGone);
    checkpoint('request.sending');
    const { instanceUrl } = found;
    const issued = await parts.issue({ instanceUrl, clientId: grant.clientId, clientSecret });
    checkpoint('request.answered');
    if (issued.kind === 'unknown') return { kind: 'unknown', problem: issued.problem };
    if (issued.kind === 'refused') return refused(issued.problem);
    return hold(proposal, { grant, org, instanceUrl }, issued.token);
  }

  /** Sees to it that the token is revoked, whatever happens, before anybody is given it. */
  async function hold(
    proposal: string,
    { grant, org, instanceUrl }: { grant: TokenGrant; org: string; instanceUrl: string },
    token: IssuedToken,
  ): Promise<Sent> {
    const issuedAt = now();
    const revokeAt = issuedAt + grant.minutes * 60_000;
    const of = (await loadProposal(store.db, proposal))?.proposal;
    const { app, user } = grant;
    const { reference = '', call = null } = of ?? {};
    const lease = { proposal, org, app, user: user.name, issuedAt, revokeAt, reference, call, instanceUrl };
    try {
      await leases.open(lease, token.accessToken);
    } catch (cause) {
      await parts.revoke(instanceUrl, token.accessToken);
      throw cause;
    }
    const unfit = belongsTo(token, org, user.id) ? null : anotherUser;
    const gone = handover.isAwaited(proposal) ? null : agentLeft;
    if (unfit || gone) {
      leases.delivered(proposal, false);
      return refused(unfit ?? gone ?? agentLeft);
    }
    handover.leave(proposal, {
      values: {
        access_token: token.accessToken,
        instance_url: token.instanceUrl,
        expires_at: new Date(revokeAt).toISOString(),
      },
      delivered: (arrived) => leases.delivered(proposal, arrived),
    });
    const fields = {
      [tokenField.app]: app,
      [tokenField.user]: user.name,
      [tokenField.scopes]: token.scopes.join(' '),
      [tokenField.until]: new Date(revokeAt).toISOString(),
    };
    const record = { object: 'access-token', id: '', name: app, detail: null };
    return { kind: 'written', result: { record, url: '', fields, at: issuedAt, settled: false } };
  }

  return {
    send: (order, checkpoint) =>
      send(order, checkpoint).catch((cause: unknown) => {
        if (cause instanceof ProblemError) return refused(cause.problem);
        throw cause;
      }),
    // What we do not have, nobody was given: a token whose answer was lost is as good as never issued.
    settle: async () => ({ kind: 'absent' }),
  };
}

/** Whether a proposal carries this very grant. */
export function isSameGrant(fields: FieldValues, { app, clientId, user, minutes, scopes }: TokenGrant): boolean {
  return (
    fields[tokenField.app] === app &&
    fields[tokenField.clientId] === clientId &&
    fields[tokenField.userId] === user.id &&
    fields[tokenField.minutes] === minutes &&
    fields[tokenField.scopes] === scopes.join(' ')
  );
}

/** Nobody waits for the token any more. */
export const agentGone = toProblem('conflict', 'The agent no longer waits. Nothing was issued.', {
  code: 'agent-gone',
});

/** Another app, user or time was set up than the card shows. */
export const setUpAnew = toProblem(
  'conflict',
  'The app for access tokens was set up anew since this was shown. Nothing was issued; read it again.',
  { next: 'retry' },
);

const notIntended = toProblem('internal', 'It was not to be issued any more.');
const agentLeft = toProblem('conflict', 'The agent stopped waiting while the token was issued. It was revoked unused.');
const answerLost = toProblem(
  'upstream',
  'Salesforce’s answer was lost on the way. If a token was issued, nobody was given it. Nothing was handed over.',
);
const noSecret = toProblem(
  'not-allowed',
  'The consumer secret of the app is gone. Enter it again under Settings, Orgs. Nothing was issued.',
);
const anotherUser = toProblem(
  'conflict',
  'The app runs as another user now than the one shown. The token was revoked unused; set the app up anew under Settings, Orgs.',
);

function refused(problem: Problem): Sent {
  return { kind: 'refused', problem };
}
