import type { OrgColour, OrgState } from '../../../shared/contract/org-views.ts';
import type { Connection, Org } from '../../../shared/model/org.ts';
import { type Problem, ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { SalesforceConnection } from '../../salesforce/salesforce-connection.ts';
import type { Store } from '../../store/open-store.ts';
import { openOrgBook } from './orgs-book.ts';
import { createOrgLinks, type OrgLinksParts } from './orgs-links.ts';
import type { KnownOrg } from './orgs-store.ts';
import { createTokenShelf, type OrgTokens } from './orgs-tokens.ts';

/** The orgs this console is connected to. */
export type Orgs = {
  /** Every known org, the host's own first. */
  all(): (KnownOrg & { state: OrgState })[];
  /** The org of this id, connected or not; null where it was never known. */
  find(id: string): Org | null;
  /** The org that replayed calls belong to, and those of feeds that name none; null before the first connection ever. */
  main(): Org | null;
  /** How the connection to the main org is. */
  connection(): Connection;
  /** The open connection to this very org, or why there is none. */
  connectionOf(id: string): SalesforceConnection | Problem;
  doubt(id: string): void;
  /** Takes a login into use; what was connected to this org before is closed. */
  add(known: KnownOrg, tokens: OrgTokens): Promise<void>;
  /** Stops using an org and forgets its tokens. */
  leave(id: string): Promise<void>;
  mark(id: string, name: string, colour: OrgColour): Promise<void>;
  setReplayOrg(id: string | null): Promise<void>;
  tokensOf(id: string): Promise<OrgTokens | null>;
  onChange(listener: () => void): () => void;
  /** An org was reached, for the first time or again. */
  onReached(listener: (org: string) => void): () => void;
  onSignedOut(listener: (org: Org, message: string) => void): () => void;
  /** Resolves once the host's org is connected, or with what hinders it. */
  firstTry(): Promise<void>;
  stop(): void;
};

/** What the orgs work with. */
export type OrgsParts = Omit<OrgLinksParts, 'book' | 'shelf' | 'changed' | 'reached' | 'ended'> & { store: Store };

const signIn = { next: 'reconnect' } as const;

/** Starts connecting to every org that is known. */
export async function createOrgs(parts: OrgsParts): Promise<Orgs> {
  const shelf = createTokenShelf(parts.secrets);
  const book = await openOrgBook(parts.store);
  const changes = listeners<[]>();
  const reachings = listeners<[string]>();
  const endings = listeners<[Org, string]>();
  const links = createOrgLinks({
    ...parts,
    book,
    shelf,
    changed: changes.tell,
    reached: reachings.tell,
    ended: endings.tell,
  });

  function main(): KnownOrg | null {
    const chosen = book.get(book.replayOrg() ?? '');
    if (chosen && !chosen.left) return chosen;
    return book.get(links.hostId() ?? '') ?? book.all().find((each) => !each.left) ?? null;
  }

  return {
    all: () =>
      book
        .all()
        .map((each) => ({ ...each, state: links.stateOf(each.org.id) }))
        .sort((a, b) => Number(b.org.id === links.hostId()) - Number(a.org.id === links.hostId())),
    find: (id) => book.get(id)?.org ?? null,
    main: () => main()?.org ?? null,
    connection() {
      const org = main()?.org ?? null;
      return toConnection(org, org ? links.stateOf(org.id) : links.host.state());
    },
    connectionOf(id) {
      const to = links.get(id);
      if (to) return to.connection();
      const left = book.get(id)?.org;
      if (left) return toProblem('not-connected', `${left.name} is disconnected. Sign in to it again.`, signIn);
      // A call that came before any org answered belongs to none yet.
      if (id === '' && links.host.state().state !== 'connected') return links.host.connection();
      const message = 'This belongs to an org that Countersign is not connected to. Nothing was sent.';
      return toProblem('not-allowed', message, signIn);
    },
    doubt: (id) => links.get(id)?.doubt(),
    async add(of, tokens) {
      // The tokens first: an org without them would ask to sign in again at the next start.
      await shelf.keep(of.org.id, tokens);
      await book.put(of);
      if (of.login) await links.signIn(of, of.login).firstTry();
      changes.tell();
    },
    async leave(id) {
      links.close(id);
      await shelf.forget(id);
      await book.leave(id);
      if (book.replayOrg() === id) await book.setReplayOrg(null);
      changes.tell();
    },
    async mark(id, name, colour) {
      await book.mark(id, name, colour);
      changes.tell();
    },
    async setReplayOrg(id) {
      if (id !== null && !links.get(id)) {
        throw new ProblemError(toProblem('not-found', 'Connect to this org first.', signIn));
      }
      await book.setReplayOrg(id);
      changes.tell();
    },
    tokensOf: shelf.load,
    onChange: changes.add,
    onReached: reachings.add,
    onSignedOut: endings.add,
    firstTry: links.host.firstTry,
    stop: links.stop,
  };
}

function listeners<Told extends unknown[]>() {
  const all = new Set<(...told: Told) => void>();
  return {
    add(listener: (...told: Told) => void): () => void {
      all.add(listener);
      return () => all.delete(listener);
    },
    tell(...told: Told): void {
      for (const listener of all) listener(...told);
    },
  };
}

function toConnection(org: Org | null, state: OrgState): Connection {
  if (state.state === 'connecting') return { state: 'connecting' };
  if (state.state === 'connected' && org) return { state: 'connected', org, apiUsage: state.apiUsage };
  const message = 'message' in state ? state.message : 'Disconnected. Sign in again under Settings, Orgs.';
  return { state: 'disconnected', org, message };
}
