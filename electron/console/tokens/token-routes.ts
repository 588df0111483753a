import { implement } from '@orpc/server';
import { contract } from '../../../shared/contract/contract.ts';
import type { TokenGrantOrder, TokenGrantView } from '../../../shared/contract/tokens-contract.ts';
import type { TokenGrant } from '../../../shared/model/access-token.ts';
import type { Org } from '../../../shared/model/org.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { ConnectionSettings } from '../../salesforce/open-connection.ts';
import type { SalesforceConnection } from '../../salesforce/salesforce-connection.ts';
import type { Store } from '../../store/open-store.ts';
import type { Orgs } from '../orgs/orgs.ts';
import { refusing } from '../refusing.ts';
import { supervisorOf } from '../supervisor.ts';
import { watch } from '../watch.ts';
import type { Tokens } from './tokens.ts';
import { tryTokenApp } from './try-token-app.ts';

/** What answers for access tokens. */
export type TokenRoutesParts = {
  store: Store;
  orgs: Pick<Orgs, 'find' | 'main' | 'all'>;
  tokens: Tokens;
  /** Consumer key of the app that the host's own session belongs to. */
  hostClientId: string | null;
  open(settings: ConnectionSettings): SalesforceConnection;
  /** A grant changed: what waits for one is looked at anew. */
  onGrant(): void;
  now(): number;
  log(message: string, cause?: unknown): void;
};

/** Answers the contract's calls about access tokens. */
export function createTokenRoutes(parts: TokenRoutesParts) {
  const { store, orgs, tokens, now } = parts;
  const { grants, leases } = tokens;
  const os = implement(contract).tokens;
  const answer = <T>(work: () => Promise<T>): Promise<T> => refusing(work, parts.log);

  function view(org: string): TokenGrantView | null {
    const grant = grants.find(org);
    return grant && { ...grant, secretKept: grants.hasSecret(org) };
  }

  function known(id: string): Org {
    const org = orgs.find(id);
    if (org) return org;
    throw new ProblemError(toProblem('not-found', 'This org is not known here.'));
  }

  /** The secret that was typed; else the one that is kept for this very app. */
  async function secretFor({ org, clientId, clientSecret }: TokenGrantOrder): Promise<string> {
    if (clientSecret !== null) return clientSecret;
    const kept = grants.find(org)?.clientId === clientId ? await grants.secretOf(org) : null;
    if (kept !== null) return kept;
    throw new ProblemError(toProblem('invalid-input', 'Enter the consumer secret of this app.', { next: 'edit' }));
  }

  async function save(order: TokenGrantOrder): Promise<TokenGrantView | null> {
    const org = known(order.org);
    const { app, clientId, minutes } = order;
    const own = [parts.hostClientId, ...orgs.all().map(({ login }) => login?.clientId ?? null)];
    if (own.includes(clientId)) throw new ProblemError(ownApp);
    const clientSecret = await secretFor(order);
    const { user, scopes } = await tryTokenApp({ instanceUrl: org.instanceUrl, clientId, clientSecret }, org, parts);
    const grant: TokenGrant = { app, clientId, user, scopes, minutes, savedAt: now() };
    await grants.keep(org.id, grant, clientSecret, supervisorOf(orgs, org.id).name);
    parts.onGrant();
    return view(org.id);
  }

  return {
    grant: os.grant.handler(({ input }) => answer(async () => view(input.org))),
    saveGrant: os.saveGrant.handler(({ input }) =>
      answer(async () => {
        const saved = await save(input);
        if (saved) return saved;
        throw new Error('a grant that was saved is gone');
      }),
    ),
    forgetGrant: os.forgetGrant.handler(({ input }) =>
      answer(async () => {
        await grants.forget(input.org, supervisorOf(orgs, input.org).name);
        parts.onGrant();
      }),
    ),
    watch: os.watch.handler(async function* ({ signal }) {
      let told = '';
      yield* watch(store, 0, signal, async () => {
        const all = await leases.list();
        const text = JSON.stringify(all);
        if (text === told) return null;
        told = text;
        return all;
      });
    }),
    revoke: os.revoke.handler(({ input }) =>
      answer(async () => {
        const of = (await leases.list()).find(({ proposal }) => proposal === input.proposal);
        const { name } = supervisorOf(orgs, of?.org ?? '');
        return leases.revoke(input.proposal, { kind: 'by-hand', name });
      }),
    ),
  };
}

const ownApp = toProblem(
  'not-allowed',
  'This is the consumer key of Countersign’s own app. Access tokens for agents need an app of their own, so that they can be told apart and ended apart.',
  { next: 'edit' },
);
