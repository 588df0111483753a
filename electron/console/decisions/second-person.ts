import { implement } from '@orpc/server';
import { contract } from '../../../shared/contract/contract.ts';
import type { SigningProgress } from '../../../shared/contract/second-person-contract.ts';
import { type Problem, ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { appendJournal } from '../../journal/append-journal.ts';
import { loadProposal } from '../../proposals/proposal-store.ts';
import type { Proposals } from '../../proposals/proposals.ts';
import { revokeLogin } from '../../salesforce/login/login.ts';
import type { Grant } from '../../salesforce/login/oauth-client.ts';
import { readSigner, type Signer } from '../../salesforce/login/read-signer.ts';
import type { ConnectionSettings } from '../../salesforce/open-connection.ts';
import type { SalesforceConnection } from '../../salesforce/salesforce-connection.ts';
import type { Store } from '../../store/open-store.ts';
import { type OpenLoginParts, openLogin } from '../orgs/open-login.ts';
import type { Orgs } from '../orgs/orgs.ts';
import type { ProductionGate } from '../orgs/orgs-production.ts';
import { refusing } from '../refusing.ts';

/** What the signature of a second person works with. */
export type SecondPersonParts = OpenLoginParts & {
  store: Store;
  orgs: Pick<Orgs, 'all' | 'find'>;
  gate: ProductionGate;
  proposals: Pick<Proposals, 'approve'>;
  open(settings: ConnectionSettings): SalesforceConnection;
  /** The app of the org that the console was started with. */
  hostClientId: string | null;
  now(): number;
};

type Order = { proposal: string; revision: number; confirmProduction?: boolean | undefined };
type App = { loginUrl: string; clientId: string };

/** Answers the contract's call by which a second person signs. */
export function createSecondPersonRoutes(parts: SecondPersonParts) {
  const os = implement(contract).proposals;
  return {
    countersign: os.countersign.handler(async function* ({ input, signal }) {
      const steps = sign(parts, input, signal);
      try {
        for (;;) {
          const step = await refusing(() => steps.next(), parts.log);
          if (step.done) return;
          yield step.value;
        }
      } finally {
        await steps.return(undefined);
      }
    }),
  };
}

/** Lets somebody sign in for one decision and approves in their name what the first person approved; whatever happens, their login is over then. */
async function* sign(
  parts: SecondPersonParts,
  order: Order,
  signal: AbortSignal | undefined,
): AsyncGenerator<SigningProgress> {
  const of = await toBeSigned(parts, order);
  const then = await parts.gate.pass(parts.orgs.find(of.org), order.confirmProduction === true);
  const app = appOf(parts, of.org);
  // It opens nothing but who they are; whoever is signed in already in that browser is asked all the same.
  const login = openLogin(parts, { ...app, scope: 'id', prompt: 'login' }, signal);
  let taken = false;
  try {
    yield { step: 'waiting', address: await login.address };
    const grant = await login.granted;
    taken = true;
    yield { step: 'reading' };
    const signer = await identified(parts, app, grant, of);
    await refuseWrong(parts, of, signer);
    const by = { kind: 'supervisor' as const, user: signer.user, name: signer.name };
    yield {
      step: 'done',
      proposal: await parts.proposals.approve(of.id, order.revision, null, by, { signedIn: true }),
    };
  } finally {
    login.giveUp();
    then();
    // Left while the code was being exchanged: what comes of it is ended all the same.
    if (!taken) void login.granted.then((grant) => end(parts, app, grant, of)).catch(() => {});
  }
}

async function toBeSigned({ store }: SecondPersonParts, order: Order): Promise<Proposal> {
  const of = (await loadProposal(store.db, order.proposal))?.proposal;
  if (!of) throw new ProblemError(toProblem('not-found', 'This proposal does not exist.'));
  if (of.status.state !== 'waiting' || of.revision !== order.revision) throw new ProblemError(changed);
  if (of.policy?.effect !== 'ask-two') throw new ProblemError(onePerson);
  if (!of.firstApproval) throw new ProblemError(nobodyFirst);
  return of;
}

/** The app that this org is signed in to with. */
function appOf({ orgs, hostClientId }: SecondPersonParts, id: string): App {
  const known = orgs.all().find(({ org }) => org.id === id);
  if (known?.login) return known.login;
  if (known && !known.left && hostClientId) return { loginUrl: known.org.instanceUrl, clientId: hostClientId };
  throw new ProblemError(noApp);
}

async function identified(parts: SecondPersonParts, app: App, grant: Grant, of: Proposal): Promise<Signer> {
  const connection = parts.open({ instanceUrl: grant.instanceUrl, accessToken: grant.accessToken });
  try {
    return await readSigner(connection);
  } finally {
    connection.close();
    await end(parts, app, grant, of);
  }
}

/** Ends the login; where Salesforce does not take that, the journal says so. */
async function end(parts: SecondPersonParts, app: App, grant: Grant, of: Proposal): Promise<void> {
  const revoke = () => revokeLogin(app, grant.refreshToken ?? grant.accessToken);
  await revoke()
    .catch(revoke)
    .catch(async (cause) => {
      parts.log('the login of a second person could not be revoked', cause);
      await note(parts, of, 'token.not-revoked', {
        actor: 'Countersign',
        summary: `${of.reference}: the login of a second person could not be revoked; it ends with its session`,
        detail: {},
      });
    });
}

async function refuseWrong(parts: SecondPersonParts, of: Proposal, signer: Signer): Promise<void> {
  const why = whyNot(parts, of, signer);
  if (why === null) return;
  await note(parts, of, 'proposal.signature-refused', {
    actor: signer.name,
    summary: `${of.reference} ${of.actionLabel}: a second signature was refused`,
    detail: { user: signer.user, username: signer.username, org: signer.org, why: why.message },
  });
  throw new ProblemError(why);
}

function whyNot({ orgs }: SecondPersonParts, of: Proposal, signer: Signer): Problem | null {
  if (signer.org !== of.org) {
    const wanted = orgs.find(of.org)?.name ?? 'the org of this proposal';
    const message = `${signer.name} signed in to another org, not to ${wanted}. Nothing was approved.`;
    return toProblem('not-allowed', message, { code: 'second-person' });
  }
  if (signer.user !== of.firstApproval?.user) return null;
  const message = `${signer.name} approved it already. Somebody else has to sign in, as another user. Nothing was approved.`;
  return toProblem('not-allowed', message, { code: 'second-person' });
}

type Noted = { actor: string; summary: string; detail: Record<string, unknown> };

async function note(
  { store, now }: SecondPersonParts,
  { org, call, id }: Proposal,
  kind: 'proposal.signature-refused' | 'token.not-revoked',
  noted: Noted,
): Promise<void> {
  await store.transact((tx) => appendJournal(tx, [{ at: now(), kind, org, call, proposal: id, ...noted }]));
}

const changed = toProblem('conflict', 'It changed, or was decided. Look again.', {
  next: 'reload-record',
  code: 'stale',
});
const onePerson = toProblem('not-allowed', 'One person is enough for this: approve it.');
const nobodyFirst = toProblem('not-allowed', 'Approve it first, as it stands; then a second person signs in.');
const noApp = toProblem(
  'not-allowed',
  'This org came with the start of Countersign, without an app to sign in with. Connect it under Settings, Orgs.',
);
