import type { StatusLine } from '../../shared/contract/views.ts';
import { ProblemError } from '../../shared/model/problem.ts';
import { builtInActions } from '../actions/built-in/built-in-actions.ts';
import { createCatalogue } from '../actions/catalogue.ts';
import { createCalls } from '../calls/calls.ts';
import type { ReplayClock } from '../feeds/replay/replay-player.ts';
import { createReplayFeed, type PracticeCall } from '../feeds/replay-feed.ts';
import { followHead, readHead } from '../journal/journal-head.ts';
import { verifyJournal } from '../journal/verify-journal.ts';
import { createExecutor } from '../proposals/executor.ts';
import { createProposals } from '../proposals/proposals.ts';
import { findPeople } from '../salesforce/find-people.ts';
import { findRecords } from '../salesforce/find-records.ts';
import { openConnection } from '../salesforce/open-connection.ts';
import { readRecord } from '../salesforce/read-record.ts';
import { createSalesforceTarget } from '../salesforce/salesforce-target.ts';
import { openStore } from '../store/open-store.ts';
import { heardOfCaller } from '../suggestions/heard-of-caller.ts';
import { suggest } from '../suggestions/suggest.ts';
import { createCallViews } from './call-views.ts';
import { createDesk, type Desk } from './desk.ts';
import { createOrgLink, type OrgLink } from './org-link.ts';
import { createRouter } from './router.ts';
import { readStatus } from './status.ts';

/** What a console is started with. */
export type ConsoleOptions = {
  dataFolder: string;
  host: StatusLine['host'];
  secrets: StatusLine['secrets'];
  /** The org to write to, and a token for it. */
  org: { url: string; accessToken: string };
  practiceCalls: readonly PracticeCall[];
  /** Keys of the practice calls in progress when a console is opened for the first time, with how far in they are. */
  firstCalls: readonly { key: string; startAtMs: number }[];
  log(message: string, cause?: unknown): void;
  /** Names the points at which tests kill the process. */
  checkpoint?: (name: string) => void;
};

/** A running console. */
export type Console = {
  router: ReturnType<typeof createRouter>;
  store: Awaited<ReturnType<typeof openStore>>;
  proposals: ReturnType<typeof createProposals>;
  replay: ReturnType<typeof createReplayFeed>;
  desk: Desk;
  link: OrgLink;
  /** Resolves when nothing is being read, made ready, sent or looked for. */
  idle(): Promise<void>;
  stop(): Promise<void>;
};

const clock: ReplayClock = {
  now: Date.now,
  setTimer(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** How values are read before any org was ever reached. */
const nowhere = { timeZone: 'UTC', locale: 'en-US', country: 'US' };

/** Puts the rooms together and takes up what an earlier process left. */
export async function startConsole(options: ConsoleOptions): Promise<Console> {
  const { dataFolder, log, checkpoint = () => {} } = options;
  const { now, setTimer } = clock;
  const store = await openStore(dataFolder, checkpoint);
  const stopHead = followHead(store, dataFolder);
  const link = await createOrgLink({
    store,
    setTimer,
    log,
    open: () => openConnection({ instanceUrl: options.org.url, accessToken: options.org.accessToken }),
  });
  const connected = (org: string) => {
    const found = link.connectionOf(org);
    if ('message' in found) throw new ProblemError(found);
    return found;
  };
  /** A reader that failed for want of a connection makes the link look again. */
  const reaching = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      if (cause instanceof ProblemError && cause.problem.kind === 'not-connected') link.doubt();
      throw cause;
    }
  };

  const target = createSalesforceTarget((org) => link.connectionOf(org));
  const executor = createExecutor({ store, target, now, setTimer, checkpoint, log });
  const catalogue = createCatalogue(builtInActions);
  const proposals = createProposals({
    store,
    catalogue,
    executor,
    now,
    checkpoint,
    log,
    reader: {
      describe: (org, object) => reaching(() => connected(org).describeObject(object)),
      readRecord: (org, object, id, fields) =>
        reaching(async () => (await readRecord(connected(org), object, id, fields))?.snapshot ?? null),
      findRecords: (org, object, where, limit) => reaching(() => findRecords(connected(org), object, where, limit)),
    },
    readingOf: () => link.org() ?? nowhere,
  });
  const calls = createCalls({
    store,
    now,
    log,
    orgOf: () => link.org()?.id ?? '',
    findPeople: (org, facts) => reaching(() => findPeople(connected(org), facts)),
    heard: heardOfCaller,
  });
  const desk = createDesk({ store, calls, proposals, catalogue, suggest, org: link.org, now, checkpoint, log });
  const replay = createReplayFeed({
    store,
    practiceCalls: options.practiceCalls,
    clock,
    deliver: (event) => desk.deliver(event),
    log,
  });

  let verdict: Awaited<ReturnType<typeof verifyJournal>> | null = null;
  const verify = async () => {
    verdict = await verifyJournal(store, readHead(dataFolder), now());
    return verdict;
  };
  const status = () =>
    readStatus({
      store,
      link,
      host: options.host,
      secrets: options.secrets,
      now,
      verdict: () => verdict,
      notice: () => null,
    });
  const views = createCallViews(store, now, replay.isRunning);
  const router = createRouter({
    store,
    link,
    calls,
    proposals,
    replay,
    views,
    practiceCalls: options.practiceCalls,
    verify,
    status,
    log,
  });

  await verify();
  let wasConnected = link.state().state === 'connected';
  link.onChange((state) => {
    store.touch();
    const back = state.state === 'connected' && !wasConnected;
    wasConnected = state.state === 'connected';
    // Every answer tells of API usage; only a connection that came back is a reason to try everything again.
    if (!back) return;
    executor.wake();
    proposals.prepareAll().catch((cause) => log('proposals could not be made ready', cause));
    calls.lookAgain().catch((cause) => log('callers could not be looked up', cause));
  });
  await link.firstTry();
  await executor.recover();
  await proposals.prepareAll();
  await desk.catchUp();
  await replay.resume();
  await startFirstCalls();

  async function startFirstCalls(): Promise<void> {
    const any = await store.db.selectFrom('replay_runs').select('run').limit(1).executeTakeFirst();
    // Practice calls would propose to write made-up words into a real org.
    if (any || link.org()?.environment !== 'practice') return;
    for (const { key, startAtMs } of options.firstCalls) await replay.startPractice(key, 1, startAtMs);
  }

  return {
    router,
    store,
    proposals,
    replay,
    desk,
    link,
    async idle() {
      await desk.idle();
      await executor.idle();
    },
    async stop() {
      await replay.close();
      link.stop();
      await desk.idle();
      await executor.stop();
      await stopHead();
      await store.close();
    },
  };
}
