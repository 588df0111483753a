import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { HostOrg } from '../../electron/console/orgs/orgs-links.ts';
import { type Console, startConsole } from '../../electron/console/start-console.ts';
import type { ReplayClock } from '../../electron/feeds/replay/replay-player.ts';
import { practiceTokenClient } from '../../electron/practice/org/oauth/clients.ts';
import type { ConnectionSettings } from '../../electron/salesforce/open-connection.ts';
import type { SalesforceConnection } from '../../electron/salesforce/salesforce-connection.ts';
import type { SecretBox } from '../../electron/secrets/secret-box.ts';
import { accessTokenAction } from '../../shared/model/access-token.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { testKeyring } from './org-console.ts';
import { sampleFeed } from './sample-feed.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Where a test's console keeps its things, so that another one can take them up. */
export type TokenWorld = {
  folder: string;
  box: SecretBox;
  clock: ReturnType<typeof minutesOnDemand>;
  logs: string[];
  /** How an org is reached, where a test listens in. */
  open?: (settings: ConnectionSettings) => SalesforceConnection;
};

/** Real time, but whatever is to happen in a minute or later happens when the test lets it. */
export function minutesOnDemand(): ReplayClock & { advance(ms: number): void } {
  const waiting = new Set<{ at: number; run: () => void }>();
  let ahead = 0;
  const now = () => Date.now() + ahead;
  return {
    now,
    setTimer(ms, run) {
      if (ms < 50_000) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      }
      const timer = { at: now() + ms, run };
      waiting.add(timer);
      return () => waiting.delete(timer);
    },
    advance(ms) {
      ahead += ms;
      for (const timer of [...waiting].filter(({ at }) => at <= now())) {
        waiting.delete(timer);
        timer.run();
      }
    },
  };
}

/** A world of a test's own. */
export function tokenWorld(rest: Partial<TokenWorld> = {}): TokenWorld {
  return { folder: temporaryFolder(), box: testKeyring(), clock: minutesOnDemand(), logs: [], ...rest };
}

/** Starts a console whose agents come in over `/actions` and Vapi; stopped with the test. */
export async function tokenConsole(org: HostOrg, world = tokenWorld()) {
  const running = await startConsole({
    dataFolder: world.folder,
    host: 'browser',
    secretBox: world.box,
    org: { url: org.url, accessToken: org.accessToken, clientId: org.clientId },
    practiceCalls: [],
    firstCalls: [],
    intake: { port: 0 },
    clock: world.clock,
    ...(world.open ? { open: world.open } : {}),
    log: (message, cause) => world.logs.push(`${message} ${String(cause ?? '')}`),
  });
  let stopping: Promise<void> | null = null;
  const { stop } = running;
  running.stop = () => {
    stopping ??= stop();
    return stopping;
  };
  onTestFinished(() => running.stop());
  await running.feeds.book.save(sampleFeed('actions'), { bearer: 'b1' });
  await running.feeds.book.save(sampleFeed('vapi'), { secret: 'v1' });
  await running.feeds.intake.follow();
  return { running, world, ...agentOf(running) };
}

function agentOf(running: Console) {
  const url = (key: string): string => {
    const feed = running.feeds.book.get(key);
    const found = feed && running.feeds.intake.localUrlOf(feed);
    if (!found) throw new Error(`nothing listens for ${key}`);
    return found;
  };
  return {
    url,
    ask: (id: string, signal?: AbortSignal) =>
      fetch(`${url('actions')}/${accessTokenAction}`, {
        method: 'POST',
        headers: { authorization: 'Bearer b1', 'content-type': 'application/json', 'idempotency-key': id },
        body: '{}',
        ...(signal && { signal }),
      }),
    /** Resolves once a tool call has its proposal, ready and waited for. */
    async asked(id: string): Promise<Proposal> {
      for (;;) {
        const row = await running.store.db
          .selectFrom('tool_calls')
          .innerJoin('proposals', 'proposals.id', 'tool_calls.proposal')
          .select('proposals.body')
          .where('tool_call', '=', id)
          .executeTakeFirst();
        const of: Proposal | null = row ? JSON.parse(row.body) : null;
        if (of && of.readiness.state !== 'preparing') return of;
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

/** Sets the org's app up, and switches the action on. */
export async function switchOn(running: Console, rest: { minutes?: number } = {}): Promise<void> {
  const org = running.orgs.main()?.id ?? '';
  const { clientId, secret } = practiceTokenClient;
  const order = { org, app: 'Countersign Agent Tokens', clientId, clientSecret: secret, minutes: 5, ...rest };
  await running.router.tokens.saveGrant.callable()(order);
  const views = await running.router.actions.list.callable()();
  const view = views.find(({ action }) => action.key === accessTokenAction);
  if (!view) throw new Error('the action is gone');
  await running.router.actions.save.callable()({ ...view.action, off: false });
}

/** Approves as the window does. */
export async function approveToken(running: Console, { id, revision }: Proposal): Promise<Proposal> {
  const approve = running.router.proposals.approve.callable();
  const asked = await approve({ proposal: id, revision, edits: null });
  return approve({ proposal: id, revision: asked.revision, edits: null });
}

/** The files of a folder in which some bytes stand. */
export function filesHolding(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && readFileSync(path).includes(text));
}

/** The data folder as a process leaves it that is killed now. */
export function crashed(folder: string): string {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true, filter: (path) => !path.endsWith('.lock') });
  return copy;
}
