import { implement } from '@orpc/server';
import { contract } from '../../../shared/contract/contract.ts';
import type { FeedsView, FeedView, PlatformView } from '../../../shared/contract/feeds-contract.ts';
import { type FeedPlatform, feedPlatform } from '../../../shared/model/feed.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { Feeds } from '../../feeds/feeds.ts';
import { unguessable } from '../../feeds/feeds-store.ts';
import type { RunningFeed } from '../../feeds/running-feed.ts';
import { signsNothing } from '../../feeds/signs-nothing.ts';
import type { Store } from '../../store/open-store.ts';
import { refusing } from '../refusing.ts';
import { watch } from '../watch.ts';

/** What answers for the feeds. */
export type FeedRoutesParts = {
  store: Store;
  feeds: Feeds;
  now(): number;
  log(message: string, cause?: unknown): void;
};

const labels: Readonly<Record<FeedPlatform, string>> = {
  vapi: 'Vapi',
  retell: 'Retell',
  elevenlabs: 'ElevenLabs',
  twilio: 'Twilio',
  voiceflow: 'Voiceflow',
  thoughtly: 'Thoughtly',
  events: 'Any other: events',
  actions: 'Any other: actions',
  mcp: 'MCP',
};

const bearer = {
  name: 'bearer',
  label: 'Bearer secret',
  hint: 'Sent by the agent as “Authorization: Bearer …”.',
  required: true,
};
const callHeader = {
  name: 'callHeader',
  label: 'Header that names the call',
  hint: 'Where the agent’s platform has another than X-Call-Id.',
  values: null,
  default: 'X-Call-Id',
};
const callbackHosts = {
  name: 'callbackHosts',
  label: 'Callback hosts',
  hint: 'Hosts that late answers may be sent to, apart from each other by commas; none are sent to any other.',
  values: null,
  default: '',
};

/** Answers the contract's calls about feeds. */
export function createFeedRoutes({ store, feeds, now, log }: FeedRoutesParts) {
  const os = implement(contract).feeds;
  const { book, intake, kept } = feeds;
  const answer = <T>(work: () => Promise<T>): Promise<T> => refusing(work, log);
  const known = feedPlatform.options.map(platformView);

  function platformView(key: FeedPlatform): PlatformView {
    const platform = feeds.platforms[key];
    const own = { secrets: [bearer], options: key === 'actions' ? [callHeader, callbackHosts] : [callHeader] };
    return {
      key,
      label: labels[key],
      secrets: (platform ?? own).secrets.map((each) => ({ ...each })),
      options: (platform ?? own).options.map((each) => ({ ...each, values: each.values ? [...each.values] : null })),
      timeoutMs: platform?.timeoutMs ?? null,
      asks: platform ? platform.answer !== undefined : true,
      listens: platform?.watch !== undefined,
      doors: {
        tell: platform?.doors.tell !== undefined,
        transfer: platform?.doors.transfer !== undefined,
        end: platform?.doors.end !== undefined,
      },
    };
  }

  function view({ secrets, ...feed }: RunningFeed, counts: ReadonlyMap<string, number>): FeedView {
    const secretsSet = Object.keys(secrets);
    const wanted = known.find((each) => each.key === feed.platform)?.secrets ?? [];
    return {
      feed,
      url: intake.urlOf(feed),
      localUrl: intake.localUrlOf(feed),
      secretsSet,
      secretsMissing: wanted.filter((each) => each.required && !secretsSet.includes(each.name)).map(({ name }) => name),
      health: feeds.health.of(feed.key),
      kept: counts.get(feed.key) ?? 0,
    };
  }

  async function viewOf(key: string): Promise<FeedView> {
    const feed = book.get(key);
    if (!feed) throw new ProblemError(toProblem('not-found', `There is no feed “${key}”.`));
    return view(feed, await kept.counts());
  }

  async function all(): Promise<FeedsView> {
    const counts = await kept.counts();
    return {
      intake: intake.status(),
      settings: await intake.settings(),
      feeds: book.list().map((feed) => view(feed, counts)),
      now: now(),
    };
  }

  /** What changed since it was last told; a changed clock alone is no news. */
  async function* changes<T extends object>(
    read: () => Promise<T>,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<T> {
    let told = '';
    yield* watch(store, 0, signal, async () => {
      const news = await read();
      const text = JSON.stringify({ ...news, now: 0 });
      if (text === told) return null;
      told = text;
      return news;
    });
  }

  return {
    list: os.list.handler(() => answer(all)),
    watch: os.watch.handler(async function* ({ signal }) {
      yield* changes(all, signal);
    }),
    platforms: os.platforms.handler(() => known),
    save: os.save.handler(({ input }) =>
      answer(async () => {
        const before = book.get(input.feed.key);
        refuseStrange(input.feed, before);
        const secrets = { ...before?.secrets, ...input.secrets };
        const of = { ...input.feed, unguessable: before?.unguessable ?? null };
        const path = of.unguessable ?? (signsNothing(of.platform, secrets) ? unguessable() : null);
        await book.save({ ...of, unguessable: path }, input.secrets);
        await intake.follow();
        return viewOf(of.key);
      }),
    ),
    remove: os.remove.handler(({ input }) =>
      answer(async () => {
        await book.remove(input.key);
        feeds.health.forget(input.key);
      }),
    ),
    regenerate: os.regenerate.handler(({ input }) =>
      answer(async () => {
        await book.regenerate(input.key);
        return viewOf(input.key);
      }),
    ),
    sendTest: os.sendTest.handler(({ input }) => answer(() => feeds.sendTest(input.key))),
    kept: {
      list: os.kept.list.handler(() => answer(kept.list)),
      watch: os.kept.watch.handler(async function* ({ signal }) {
        yield* changes(kept.list, signal);
      }),
      processAgain: os.kept.processAgain.handler(({ input }) => answer(() => feeds.processAgain(input.id))),
      forget: os.kept.forget.handler(({ input }) => answer(() => kept.forget(input.id))),
      forgetAll: os.kept.forgetAll.handler(({ input }) => answer(() => kept.forgetAll(input.feed))),
    },
    saveIntake: os.saveIntake.handler(({ input }) => answer(() => intake.save(input))),
  };
}

function refuseStrange(
  of: { key: string; platform: FeedPlatform; publicUrl: string | null },
  before: RunningFeed | null,
): void {
  // The address of proposals is told to agents without naming a feed, and replays have a feed of their own.
  if (of.key === 'proposals' || of.key === 'replay') refuse(`A feed cannot be called “${of.key}”.`);
  if (before && before.platform !== of.platform) refuse(`There is a feed “${of.key}” of another platform already.`);
  if (of.publicUrl !== null && !/^https?:\/\/[^\s/]+/.test(of.publicUrl)) {
    refuse('The public address begins with https://, as the platform calls it.');
  }
}

function refuse(message: string): never {
  throw new ProblemError(toProblem('invalid-input', message, { next: 'edit' }));
}
