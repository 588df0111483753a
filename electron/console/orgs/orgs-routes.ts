import { implement } from '@orpc/server';
import { contract } from '../../../shared/contract/contract.ts';
import type { LoginGuide, OrgView } from '../../../shared/contract/org-views.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { Catalogue } from '../../actions/catalogue.ts';
import { callbackUrls } from '../../salesforce/login/login.ts';
import { keyFieldDefinition } from '../../salesforce/records/key-field-definition.ts';
import type { SalesforceConnection } from '../../salesforce/salesforce-connection.ts';
import type { SecretStore } from '../../secrets/open-secret-store.ts';
import { refusing } from '../refusing.ts';
import { watch } from '../watch.ts';
import { disconnect, type LoginParts, signIn } from './orgs-login.ts';
import type { ProductionGate } from './orgs-production.ts';
import { readRights } from './orgs-rights.ts';

/** What answers for the orgs. */
export type OrgRoutesParts = {
  login: LoginParts;
  gate: ProductionGate;
  catalogue: Catalogue;
  secrets: SecretStore;
};

/** Scopes an External Client App has to allow, under the names its set-up page uses. */
const scopes: LoginGuide['scopes'] = [
  { name: 'api', label: 'Manage user data via APIs (api)' },
  { name: 'refresh_token', label: 'Perform requests at any time (refresh_token, offline_access)' },
  { name: 'id', label: 'Access the identity URL service (id, profile, email, address, phone)' },
];

/** Answers the contract's calls about orgs. */
export function createOrgRoutes({ login, gate, catalogue, secrets }: OrgRoutesParts) {
  const os = implement(contract).orgs;
  const { orgs, store } = login;
  const answer = <T>(work: () => Promise<T>): Promise<T> => refusing(work, login.log);

  async function views(): Promise<OrgView[]> {
    const rows = await store.db
      .selectFrom('proposals')
      .select((eb) => ['org', eb.fn.countAll<number>().as('number')])
      .where('state', '=', 'approved')
      .groupBy('org')
      .execute();
    const held = new Map(rows.map((row) => [row.org, row.number]));
    const main = orgs.main()?.id;
    return orgs.all().map(({ org, ownName, colour, login: signedIn, state }) => ({
      org,
      ownName,
      colour,
      connection: state,
      login: signedIn,
      held: held.get(org.id) ?? 0,
      takesReplays: org.id === main,
    }));
  }

  function connected(id: string): SalesforceConnection {
    const found = orgs.connectionOf(id);
    if ('message' in found) throw new ProblemError(found);
    return found;
  }

  return {
    list: os.list.handler(() => answer(views)),
    watch: os.watch.handler(async function* ({ signal }) {
      let told = '';
      yield* watch(store, 0, signal, async () => {
        const now = await views();
        const text = JSON.stringify(now);
        if (text === told) return null;
        told = text;
        return now;
      });
    }),
    guide: os.guide.handler(() => ({
      callbackUrls: callbackUrls(),
      scopes,
      tokens: { kind: secrets.kind, where: secrets.describe },
    })),
    logIn: os.logIn.handler(async function* ({ input, signal }) {
      const steps = signIn(login, input, signal);
      try {
        for (;;) {
          const step = await answer(() => steps.next());
          if (step.done) return;
          if (step.value.step === 'done') gate.close(step.value.org.id);
          yield step.value;
        }
      } finally {
        await steps.return(undefined);
      }
    }),
    disconnect: os.disconnect.handler(({ input }) =>
      answer(async () => {
        await disconnect(login, input.org, input.anyway);
        gate.close(input.org);
      }),
    ),
    mark: os.mark.handler(({ input }) => answer(() => orgs.mark(input.org, input.name, input.colour))),
    rights: os.rights.handler(({ input }) =>
      answer(async () => {
        const org = orgs.find(input.org);
        if (!org) throw new ProblemError(toProblem('not-found', 'This org is not known here.'));
        return readRights(org, connected(input.org), catalogue.all());
      }),
    ),
    fieldDefinition: os.fieldDefinition.handler(({ input }) =>
      answer(async () => {
        const connection = connected(input.org);
        const { objects } = await readRights(await connection.identity(), connection, catalogue.all());
        // Those that lack it; where none does, an admin may still want to see what was made.
        const lacking = objects.filter((each) => each.keyed === false);
        const shown = lacking.length > 0 ? lacking : objects.filter((each) => each.keyed);
        return keyFieldDefinition(shown.map(({ object }) => object));
      }),
    ),
    setReplayOrg: os.setReplayOrg.handler(({ input }) => answer(() => orgs.setReplayOrg(input.org))),
  };
}
