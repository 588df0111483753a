import type { StatusLine } from '../../shared/contract/views.ts';
import { builtInActions } from '../actions/built-in/built-in-actions.ts';
import { createStoredCatalogue } from '../actions/stored-catalogue.ts';
import type { Automations } from '../automations/automations.ts';
import { createAfterthoughts } from '../calls/afterthoughts.ts';
import { createCalls } from '../calls/calls.ts';
import { type Feeds, type IntakeLimits, usualLimits } from '../feeds/feeds.ts';
import { openFeedBook } from '../feeds/feeds-store.ts';
import { createHandover } from '../feeds/holds/handover.ts';
import { intakeNotice } from '../feeds/intake/intake.ts';
import type { ReplayClock } from '../feeds/replay/replay-player.ts';
import { createReplayFeed, type PracticeCall } from '../feeds/replay-feed.ts';
import { followHead } from '../journal/journal-head.ts';
import { createOutcomes } from '../outcomes/outcomes.ts';
import { builtInRules } from '../policy/built-in-rules.ts';
import { createStoredRules } from '../policy/stored-rules.ts';
import { createExecutor } from '../proposals/executor.ts';
import { createExpiry } from '../proposals/expiry.ts';
import { createProposals } from '../proposals/proposals.ts';
import { type ConnectionSettings, openConnection } from '../salesforce/open-connection.ts';
import type { SalesforceConnection } from '../salesforce/salesforce-connection.ts';
import { createSalesforceTarget } from '../salesforce/salesforce-target.ts';
import { openSecretStore } from '../secrets/open-secret-store.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import { openStore } from '../store/open-store.ts';
import { weighEvidence } from '../suggestions/evidence/weigh-evidence.ts';
import { heardOfCaller } from '../suggestions/heard-of-caller.ts';
import { suggest } from '../suggestions/suggest.ts';
import { type CallRecordings, createCallRecordings } from './call-recordings.ts';
import { createCallViews } from './call-views.ts';
import { createConsoleAutomations, openConsoleOutbound } from './console-automations.ts';
import { createConsoleFeeds, orgOfFeed } from './console-feeds.ts';
import { createStoredDeciding } from './deciding.ts';
import { createDeliverAll } from './deliver-all.ts';
import { conversationOf, createDesk, type Desk } from './desk.ts';
import { createJournalCheck } from './journal-check.ts';
import { createKeeping } from './keeping.ts';
import { followNotices, type NoticeNews } from './notices.ts';
import { createOrgs, type Orgs } from './orgs.ts';
import type { HostOrg } from './orgs-links.ts';
import { note } from './orgs-login.ts';
import { createProductionGate } from './orgs-production.ts';
import { createOrgReader } from './orgs-reader.ts';
import { readPreferences } from './preferences.ts';
import { createRecordWatch } from './record-watch.ts';
import { openRecordings } from './recordings.ts';
import { createRouter } from './router.ts';
import { createSaid } from './said.ts';
import { sendingNotice } from './sending-notice.ts';
import { readStatus } from './status.ts';
import { createTokens } from './tokens.ts';

/** What a console is started with. */
export type ConsoleOptions = {
  dataFolder: string;
  host: StatusLine['host'];
  /** Seals the tokens of logins. */
  secretBox: SecretBox;
  /** The org it starts with; others are signed in to. */
  org: HostOrg;
  /** Opens a page in the system's browser, as far as the host has one. */
  openBrowser?: (url: string) => Promise<void> | void;
  /** Ports a login may come back to, where the registered ones are not wanted. */
  loginPorts?: readonly number[];
  /** How an org is reached. */
  open?: (settings: ConnectionSettings) => SalesforceConnection;
  practiceCalls: readonly PracticeCall[];
  /** Keys of the practice calls in progress when a console is opened for the first time, with how far in they are. */
  firstCalls: readonly { key: string; startAtMs: number }[];
  /** What the intake bears, where that is not the usual. */
  intake?: Partial<IntakeLimits>;
  /** The time, where that is not the computer's. */
  clock?: ReplayClock;
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
  orgs: Orgs;
  feeds: Feeds;
  automations: Automations;
  /** The sound of calls. */
  recordings: CallRecordings;
  /** What the host shows outside of its window. */
  followNotices(signal: AbortSignal): AsyncGenerator<NoticeNews>;
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

/** How long the end of the console waits for writes that are under way. */
const drainMs = 5_000;

/** How values are read before any org was ever reached. */
const nowhere = { timeZone: 'UTC', locale: 'en-US', country: 'US', environment: 'production' as const };

/** Puts the rooms together and takes up what an earlier process left. */
export async function startConsole(options: ConsoleOptions): Promise<Console> {
  const { dataFolder, log, checkpoint = () => {}, open = openConnection } = options;
  const { now, setTimer } = options.clock ?? clock;
  const store = await openStore(dataFolder, checkpoint);
  const stopHead = followHead(store, dataFolder);
  const secrets = await openSecretStore(dataFolder, options.secretBox);
  const orgs = await createOrgs({ store, secrets, host: options.org, open, setTimer, log, checkpoint });
  const book = await openFeedBook(store, secrets);
  const recordings = await openRecordings({ store, book, dataFolder, practiceCalls: options.practiceCalls });
  const { findPeople, ...reader } = createOrgReader(orgs, recordings);
  const catalogue = await createStoredCatalogue(store, builtInActions);
  const handover = createHandover();
  const tokens = await createTokens({ store, secrets, orgs, catalogue, handover, now, setTimer, log });
  const outbound = await openConsoleOutbound({ store, secrets, book, findOrg: orgs.find, now });
  const target = outbound.target.besides(tokens.besides(createSalesforceTarget(orgs.connectionOf, { recordings })));
  const executor = createExecutor({ store, target, now, setTimer, checkpoint, log });
  const rules = await createStoredRules(store, builtInRules, now());
  const readingOf = (org: string) => orgs.find(org) ?? orgs.main() ?? nowhere;
  const deciding = await createStoredDeciding(store);
  const gate = createProductionGate({
    confirmed: (org) => note({ store, now }, org, 'org.production-confirmed', `writing to ${org.name} was confirmed`),
    opened: judgeAll,
  });
  const policy = {
    rules: rules.compiled,
    place: (org: string) => ({
      ...readingOf(org),
      sensitive: deciding.now().sensitive,
      outbound: outbound.settings.read(),
    }),
    isUnconfirmed: (org: string) => gate.asks(orgs.find(org)),
  };
  const proposals = createProposals({
    store,
    catalogue,
    executor,
    now,
    checkpoint,
    log,
    reader: { ...reader, tokenGrant: tokens.offer, outbound: outbound.reader },
    refuseApproval: tokens.refuseApproval,
    cancelWindow: async () => (await readPreferences(store)).cancelSeconds * 1000,
    readingOf,
    weighEvidence: (call, said) => weighEvidence(conversationOf(call, said, readingOf(call.org))),
    policy,
  });
  const records = createRecordWatch({ orgs, proposals, setTimer, log });
  const orgOf = orgOfFeed(book, orgs);
  const afterwards = createAfterthoughts({ isBusy: store.isBusy, setTimer });
  const calls = createCalls({
    store,
    now,
    setTimer,
    afterwards,
    log,
    orgOf,
    findPeople,
    heard: heardOfCaller,
  });
  const desk = createDesk({
    store,
    calls,
    proposals,
    catalogue,
    suggest,
    org: orgs.find,
    orgOf,
    now,
    checkpoint,
    afterwards,
    log,
  });
  const callRecordings = createCallRecordings(store, recordings);
  const outcomes = createOutcomes({ store, now, setTimer, afterwards, log });
  calls.onNews(outcomes.take);
  const { feeds, holds, followUps, findDoor } = createConsoleFeeds({
    store,
    book,
    secrets,
    desk,
    catalogue,
    connectionOf: orgs.connectionOf,
    orgOf,
    take: createDeliverAll(calls, desk),
    handover,
    limits: { ...usualLimits, ...options.intake },
    now,
    setTimer,
    checkpoint,
    log,
  });
  const said = createSaid({ store, calls, followUps, afterwards, now, log });
  const keeping = createKeeping({ store, recordings, dataFolder, secrets, orgs, now, setTimer, log });
  const expiry = createExpiry({
    store,
    now,
    setTimer,
    onExpired: proposals.tellExpired,
    reminderMs: () => deciding.now().reminderMinutes * 60_000,
    log,
  });
  const context = { store, now, setTimer, checkpoint, log };
  const automations = createConsoleAutomations({ ...context, orgs, catalogue, proposals, outbound });
  const replay = createReplayFeed({
    store,
    practiceCalls: options.practiceCalls,
    clock,
    deliver: (event) => desk.deliver(event),
    log,
  });

  const journal = createJournalCheck(store, dataFolder, now);
  const status = () =>
    readStatus({
      store,
      orgs,
      host: options.host,
      secrets: secrets.kind,
      now,
      verdict: journal.verdict,
      notice: () =>
        [sendingNotice(executor.sending(), orgs.find), intakeNotice(feeds.intake.status()), automations.notice()]
          .filter(Boolean)
          .join(' ') || null,
    });
  const views = createCallViews(store, now, replay.isRunning, findDoor);
  const login = {
    orgs,
    store,
    open,
    openBrowser: options.openBrowser ?? (() => {}),
    ports: options.loginPorts,
    now,
    log,
  };
  const router = createRouter({
    store,
    orgs,
    login,
    secrets,
    gate,
    catalogue,
    tokens,
    proposals,
    rules,
    policy,
    deciding,
    said,
    followUps,
    outcomes,
    recordings: callRecordings,
    hostClientId: options.org.clientId ?? null,
    findDoor,
    feeds,
    automations,
    outbound,
    keeping,
    records,
    calls,
    replay,
    views,
    practiceCalls: options.practiceCalls,
    journal,
    status,
    setTimer,
    now,
    log,
  });

  for await (const _ of journal.verify());
  orgs.onChange(store.touch);
  rules.onChange(judgeAll);
  deciding.onChange(judgeAll);
  orgs.onSignedOut((org, message) => {
    note({ store, now }, org, 'org.signed-out', `signed out of ${org.name}: ${message}`).catch((cause) =>
      log('the end of a session could not be noted', cause),
    );
  });
  // What waited for an org goes on as soon as it answers; what was approved is not asked again.
  orgs.onReached(() => {
    executor.wake();
    proposals.prepareAll().catch((cause) => log('proposals could not be made ready', cause));
    calls.lookAgain().catch((cause) => log('callers could not be looked up', cause));
    automations.wake();
  });
  executor.onSending(() => {
    store.touch();
    for (const each of executor.sending()) {
      if (each.state !== 'paused' || each.why !== 'login' || each.nextTryAt !== null) continue;
      if ('message' in orgs.connectionOf(each.org)) continue;
      // Refused although connected: either the session ended unseen, or it was renewed a moment ago.
      orgs.doubt(each.org);
      setTimer(1000, executor.wake);
    }
  });
  await orgs.firstTry();
  await tokens.leases.resume();
  await executor.recover();
  await proposals.prepareAll();
  await desk.catchUp();
  await outcomes.start();
  await replay.resume();
  await holds.resume();
  await expiry.start();
  await said.start();
  await feeds.start();
  await startFirstCalls();
  await automations.start();

  function judgeAll(): void {
    proposals.judgeAll().catch((cause) => log('proposals could not be judged anew', cause));
  }

  async function startFirstCalls(): Promise<void> {
    const any = await store.db.selectFrom('replay_runs').select('run').limit(1).executeTakeFirst();
    // Practice calls would propose to write made-up words into a real org.
    if (any || orgs.main()?.environment !== 'practice') return;
    for (const { key, startAtMs } of options.firstCalls) await replay.startPractice(key, 1, startAtMs);
  }

  return {
    router,
    store,
    proposals,
    replay,
    desk,
    orgs,
    feeds,
    recordings: callRecordings,
    automations,
    followNotices: (signal) => followNotices({ store, views, orgs }, signal),
    async idle() {
      await desk.idle();
      await executor.idle();
      await expiry.idle();
      await holds.idle();
      await tokens.leases.idle();
      await said.idle();
      await outcomes.idle();
      // What an automation proposed is made ready, and may be decided by a rule at once.
      await automations.idle();
      await desk.idle();
      await executor.idle();
    },
    async stop() {
      keeping.stop();
      // Whoever is held hears that it waits, before the connections are closed.
      expiry.stop();
      await holds.stop();
      await feeds.stop();
      await replay.close();
      calls.stop();
      records.stop();
      outcomes.stop();
      const sent = Promise.all([automations.stop(), executor.stop()]);
      // What is on the wire may end as it should; what hangs is cut off, and looked for at the next start.
      let done = () => {};
      await Promise.race([sent, new Promise<void>((resolve) => (done = setTimer(drainMs, resolve)))]);
      done();
      outbound.target.stop();
      // Nobody would be there to revoke them.
      await tokens.leases.stop();
      orgs.stop();
      said.stop();
      await desk.idle();
      await said.idle();
      await outcomes.idle();
      await sent;
      await stopHead();
      await store.close();
    },
  };
}
