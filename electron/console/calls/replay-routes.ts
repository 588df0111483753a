import { implement } from '@orpc/server';
import { contract } from '../../../shared/contract/contract.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import { loadCall } from '../../calls/call-store.ts';
import { type PracticeCall, type ReplayFeed, replayFeedName, toSpeed } from '../../feeds/replay-feed.ts';
import type { Store } from '../../store/open-store.ts';
import type { Orgs } from '../orgs/orgs.ts';
import { refusing } from '../refusing.ts';
import { watch } from '../watch.ts';
import { replayedAs } from './call-views.ts';

/** What answers about calls that are played again. */
export type ReplayRoutesParts = {
  store: Store;
  orgs: Pick<Orgs, 'main'>;
  replay: ReplayFeed;
  practiceCalls: readonly PracticeCall[];
  log(message: string, cause?: unknown): void;
};

/** Answers the contract's calls about practice calls and recordings of calls in files. */
export function createReplayRoutes({ store, orgs, replay, practiceCalls, log }: ReplayRoutesParts) {
  const os = implement(contract).replay;
  const answer = <T>(work: () => Promise<T>): Promise<T> => refusing(work, log);

  return {
    practiceCalls: os.practiceCalls.handler(() =>
      practiceCalls.map(({ key, title, description }) => ({ key, title, description })),
    ),
    startPractice: os.startPractice.handler(({ input }) =>
      answer(async () => {
        if (orgs.main()?.environment === 'production') throw new ProblemError(madeUpWords);
        return { call: await callOf(await replay.startPractice(input.key, toSpeed(input.speed))) };
      }),
    ),
    openFile: os.openFile.handler(({ input }) =>
      answer(async () => {
        const opened = await replay.open(input.name, input.text, toSpeed(input.speed));
        return { calls: await Promise.all(opened.calls.map(callOf)), problems: opened.problems };
      }),
    ),
    stop: os.stop.handler(({ input }) =>
      answer(async () => {
        const of = await loadCall(store.db, input.call);
        for (const externalId of of ? replayedAs(of) : []) await replay.stop(externalId);
      }),
    ),
  };

  /** The console's id of a call that a feed just began to tell of. */
  async function callOf(externalId: string): Promise<string> {
    for await (const found of watch(store, 0, undefined, () => sourceOf(externalId))) return found;
    throw new Error('the store was closed');
  }

  async function sourceOf(externalId: string): Promise<string | null> {
    const row = await store.db
      .selectFrom('call_sources')
      .select('call')
      .where('feed', '=', replayFeedName)
      .where('external_id', '=', externalId)
      .executeTakeFirst();
    return row?.call ?? null;
  }
}

const madeUpWords = toProblem(
  'not-allowed',
  'Practice calls are made up, and replayed calls belong to a production org now. Choose another org for them under Settings, Orgs.',
);
