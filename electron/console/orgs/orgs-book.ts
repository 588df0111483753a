import type { OrgColour } from '../../../shared/contract/org-views.ts';
import type { Org } from '../../../shared/model/org.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import { isLoopback } from '../../salesforce/login/instance-url.ts';
import type { Store } from '../../store/open-store.ts';
import { type KnownOrg, readKnownOrgs, readReplayOrg, saveKnownOrg, saveReplayOrg } from './orgs-store.ts';

/** Every org this console knows, in memory and on disk. */
export type OrgBook = {
  all(): KnownOrg[];
  get(id: string): KnownOrg | undefined;
  put(known: KnownOrg): Promise<void>;
  /** What an org says of itself, kept under the name and colour it was given here. */
  found(org: Org, login: KnownOrg['login']): Promise<Org>;
  mark(id: string, name: string, colour: OrgColour): Promise<void>;
  leave(id: string): Promise<void>;
  /** Which of them the host's own is: the practice org has another port at every start. */
  hostOrg(url: string): KnownOrg | null;
  replayOrg(): string | null;
  setReplayOrg(id: string | null): Promise<void>;
};

/** Opens the book of a store. */
export async function openOrgBook(store: Store): Promise<OrgBook> {
  const known = new Map((await readKnownOrgs(store)).map((each) => [each.org.id, each]));
  let replayOrg = await readReplayOrg(store);

  async function put(of: KnownOrg): Promise<void> {
    known.set(of.org.id, of);
    await saveKnownOrg(store, of);
  }

  return {
    all: () => [...known.values()],
    get: (id) => known.get(id),
    put,
    async found(org, login) {
      const before = known.get(org.id);
      const name = before && before.org.name !== before.ownName ? before.org.name : org.name;
      const kept: KnownOrg = {
        org: { ...org, name },
        ownName: org.name,
        colour: before?.colour ?? 'grey',
        login: login ?? before?.login ?? null,
        left: false,
      };
      await put(kept);
      return kept.org;
    },
    async mark(id, name, colour) {
      const of = known.get(id);
      if (!of) throw new ProblemError(toProblem('not-found', 'This org is not known here.'));
      await put({ ...of, org: { ...of.org, name }, colour });
    },
    async leave(id) {
      const of = known.get(id);
      if (of) await put({ ...of, left: true });
    },
    hostOrg(url) {
      const local = URL.canParse(url) && isLoopback(new URL(url).hostname);
      const isHost = (each: KnownOrg) => local && each.login === null && each.org.environment === 'practice';
      const all = [...known.values()];
      return all.find((each) => each.org.instanceUrl === url) ?? all.find(isHost) ?? null;
    },
    replayOrg: () => replayOrg,
    async setReplayOrg(id) {
      replayOrg = id;
      await saveReplayOrg(store, id);
    },
  };
}
