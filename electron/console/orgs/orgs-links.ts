import type { OrgState } from '../../../shared/contract/org-views.ts';
import type { Org } from '../../../shared/model/org.ts';
import { type Problem, ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { ConnectionSettings } from '../../salesforce/open-connection.ts';
import type { SalesforceConnection } from '../../salesforce/salesforce-connection.ts';
import type { SecretStore } from '../../secrets/open-secret-store.ts';
import { type OrgLink, openOrgLink } from './org-link.ts';
import type { OrgBook } from './orgs-book.ts';
import { createOrgRefresher } from './orgs-refresher.ts';
import type { KnownOrg } from './orgs-store.ts';
import { createHeldTokens, type TokenShelf } from './orgs-tokens.ts';

/** The org a console is started with: the practice org, or one named on the command line. */
export type HostOrg = {
  url: string;
  accessToken: string;
  /** With these its session outlives the token. */
  refreshToken?: string;
  clientId?: string;
};

/** One link for each org in use. */
export type OrgLinks = {
  host: OrgLink;
  hostId(): string | null;
  get(id: string): OrgLink | undefined;
  stateOf(id: string): OrgState;
  /** Opens a link with the tokens on the shelf, in place of the one there is. */
  signIn(of: KnownOrg, login: NonNullable<KnownOrg['login']>): OrgLink;
  close(id: string): void;
  stop(): void;
};

/** What the links work with. */
export type OrgLinksParts = {
  secrets: SecretStore;
  host: HostOrg;
  open(settings: ConnectionSettings): SalesforceConnection;
  setTimer(ms: number, run: () => void): () => void;
  log(message: string, cause?: unknown): void;
  /** Names the points at which tests kill the process. */
  checkpoint?: (name: string) => void;
  book: OrgBook;
  shelf: TokenShelf;
  changed(): void;
  reached(org: string): void;
  ended(org: Org, message: string): void;
};

/** The org a link leads to; `id` is null for the host's own, which nobody knows before it answered. */
type LinkOf = {
  id: string | null;
  known: Org | null;
  instanceUrl: string;
  login: KnownOrg['login'];
  tokens: TokenShelf;
};

/** Opens the host's link and one for every login that was kept. */
export function createOrgLinks(parts: OrgLinksParts): OrgLinks {
  const { book, shelf, host } = parts;
  const links = new Map<string, OrgLink>();
  let hostId = book.hostOrg(host.url)?.org.id ?? null;

  function link(of: LinkOf): OrgLink {
    const opened = openOrgLink({
      known: of.known,
      triesWhenSignedOut: of.id === null,
      setTimer: parts.setTimer,
      log: parts.log,
      open: () => openWith(parts, of, (problem) => opened.end(problem)),
      async found(org) {
        if (of.id === null) takeAsHost(org.id, opened);
        else if (of.id !== org.id) throw new ProblemError(otherOrg(org));
        return book.found(org, of.id === null ? null : of.login);
      },
      changed(before, after) {
        const org = opened.org();
        if (org && before.state !== 'signed-out' && after.state === 'signed-out') parts.ended(org, after.message);
        parts.changed();
      },
      reached() {
        const id = opened.org()?.id;
        if (id) parts.reached(id);
      },
    });
    return opened;
  }

  function takeAsHost(id: string, opened: OrgLink): void {
    if (hostId !== null && hostId !== id) links.delete(hostId);
    hostId = id;
    // The host's own connection to an org goes before one that was signed in to.
    if (links.get(id) !== opened) links.get(id)?.stop();
    links.set(id, opened);
  }

  function signIn(of: KnownOrg, login: NonNullable<KnownOrg['login']>): OrgLink {
    const { id, instanceUrl } = of.org;
    links.get(id)?.stop();
    const opened = link({ id, known: of.org, instanceUrl, login, tokens: shelf });
    links.set(id, opened);
    return opened;
  }

  const hostLink = link({
    id: null,
    known: book.get(hostId ?? '')?.org ?? null,
    instanceUrl: host.url,
    login: host.clientId ? { loginUrl: host.url, clientId: host.clientId } : null,
    tokens: createHeldTokens({ accessToken: host.accessToken, refreshToken: host.refreshToken ?? null }),
  });
  if (hostId !== null) links.set(hostId, hostLink);
  for (const each of book.all()) {
    if (each.login && !each.left && each.org.id !== hostId) signIn(each, each.login);
  }

  return {
    host: hostLink,
    hostId: () => hostId,
    get: (id) => links.get(id),
    stateOf: (id) => links.get(id)?.state() ?? { state: 'disconnected' },
    signIn,
    close(id) {
      links.get(id)?.stop();
      links.delete(id);
    },
    stop() {
      hostLink.stop();
      for (const each of links.values()) each.stop();
    },
  };
}

async function openWith(parts: OrgLinksParts, of: LinkOf, ended: (problem: Problem) => void) {
  const id = of.id ?? '';
  const tokens = await of.tokens.load(id);
  if (!tokens) throw new ProblemError(noTokens(parts.secrets.kind));
  const { checkpoint } = parts;
  const refresh = of.login && createOrgRefresher({ id, app: of.login, tokens: of.tokens, ended, checkpoint });
  return parts.open({
    instanceUrl: of.instanceUrl,
    accessToken: tokens.accessToken,
    ...(refresh ? { refresh } : {}),
  });
}

function noTokens(kind: SecretStore['kind']): Problem {
  const why =
    kind === 'memory'
      ? 'This computer offers no place to keep tokens, and Countersign was restarted. Sign in again.'
      : 'The tokens of this org cannot be opened any more. Sign in again.';
  return toProblem('not-connected', why, { next: 'reconnect' });
}

function otherOrg(found: Org): Problem {
  const message = `This login leads to another org, ${found.name}. Sign in again.`;
  return toProblem('not-allowed', message, { next: 'reconnect' });
}
