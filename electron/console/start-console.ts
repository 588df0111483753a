import { usualLimits } from '../feeds/feeds.ts';
import { intakeNotice } from '../feeds/intake/intake.ts';
import { createReplayFeed } from '../feeds/replay-feed.ts';
import { keptForLater } from '../proposals/executor/kept-for-later.ts';
import { createCallViews } from './calls/call-views.ts';
import { createDeliverAll } from './calls/deliver-all.ts';
import { createSaid } from './calls/said.ts';
import { createConsoleAutomations } from './console-automations.ts';
import { createConsoleCalls } from './console-calls.ts';
import { createConsoleFeeds } from './console-feeds.ts';
import type { ConsoleOptions } from './console-options.ts';
import { createConsoleProposals } from './console-proposals.ts';
import { createKeeping } from './keeping/keeping.ts';
import { followNotices } from './notices.ts';
import { openKept } from './open-kept.ts';
import { followOrgs } from './org-events.ts';
import { createRouter } from './router.ts';
import { keptNotice, sendingNotice } from './sending-notice.ts';
import { readStatus } from './status.ts';

/** A running console. */
export type Console = Awaited<ReturnType<typeof startConsole>>;

/** How long the end of the console waits for writes that are under way. */
const drainMs = 5_000;

/** Puts the rooms together and takes up what an earlier process left. */
export async function startConsole(options: ConsoleOptions) {
  const { practiceCalls, log } = options;
  const kept = await openKept(options);
  const { store, secrets, orgs, open, catalogue, rules, deciding, journal, now, setTimer } = kept;
  const decided = await createConsoleProposals(kept);
  const { tokens, outbound, executor, gate, policy, proposals, expiry, records } = decided;
  const heard = createConsoleCalls(kept, decided);
  const { calls, desk, outcomes, recordings } = heard;
  const { feeds, holds, followUps, findDoor, asksItself } = createConsoleFeeds({
    ...kept,
    ...heard,
    connectionOf: orgs.connectionOf,
    take: createDeliverAll(calls, desk),
    handover: decided.handover,
    limits: { ...usualLimits, ...options.intake },
  });
  const said = createSaid({ ...kept, ...heard, followUps });
  const keeping = createKeeping(kept);
  const automations = createConsoleAutomations({ ...kept, proposals, outbound });
  const replay = createReplayFeed({ ...kept, practiceCalls, deliver: desk.deliver });
  const views = createCallViews(store, now, replay.isRunning, findDoor, asksItself);
  const router = createRouter({
    store,
    orgs,
    secrets,
    catalogue,
    rules,
    deciding,
    journal,
    tokens,
    outbound,
    gate,
    policy,
    proposals,
    records,
    calls,
    outcomes,
    recordings,
    said,
    followUps,
    feeds,
    findDoor,
    asksItself,
    automations,
    keeping,
    replay,
    views,
    practiceCalls,
    hostClientId: options.org.clientId ?? null,
    login: { orgs, store, open, openBrowser: options.openBrowser ?? (() => {}), ports: options.loginPorts, now, log },
    status: () =>
      readStatus({ ...kept, host: options.host, secrets: secrets.kind, verdict: journal.verdict, notice: readNotice }),
    setTimer,
    now,
    log,
  });

  for await (const _ of journal.verify());
  followOrgs(kept, { executor, proposals, calls, automations });
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

  async function readNotice(): Promise<string | null> {
    const told = [
      sendingNotice(executor.sending(), orgs.find),
      keptNotice(await keptForLater(store), orgs.find),
      intakeNotice(feeds.intake.status()),
      automations.notice(),
    ];
    return told.filter(Boolean).join(' ') || null;
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
    /** The sound of calls. */
    recordings,
    automations,
    /** What the host shows outside of its window. */
    followNotices: (signal: AbortSignal) => followNotices({ store, views, orgs }, signal),
    /** Resolves when nothing is being read, made ready, sent or looked for. */
    async idle(): Promise<void> {
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
    async stop(): Promise<void> {
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
      await kept.close();
    },
  };
}
