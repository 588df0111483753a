import { implement, ORPCError } from '@orpc/server';
import { contract } from '../../shared/contract/contract.ts';
import type { FeedsView } from '../../shared/contract/feeds-contract.ts';
import { toProblem } from '../../shared/model/problem.ts';

/** A console without feeds, which writes down what it was asked. */
export function pretendedFeeds(received: { name: string; input: unknown }[], view: () => FeedsView = () => noFeeds) {
  const os = implement(contract).feeds;
  const note = (name: string, input: unknown) => void received.push({ name, input });
  const refused = () => {
    throw new ORPCError('REFUSED', {
      defined: true,
      status: 409,
      data: toProblem('not-found', 'There is no such feed.'),
    });
  };
  return {
    list: os.list.handler(view),
    watch: os.watch.handler(async function* () {
      yield view();
    }),
    platforms: os.platforms.handler(() => []),
    save: os.save.handler(({ input }) => {
      note('saveFeed', input);
      return view().feeds.find((each) => each.feed.key === input.feed.key) ?? refused();
    }),
    remove: os.remove.handler(({ input }) => note('removeFeed', input)),
    regenerate: os.regenerate.handler(refused),
    sendTest: os.sendTest.handler(() => ({ ok: true, steps: [], understood: [] })),
    kept: {
      list: os.kept.list.handler(() => []),
      watch: os.kept.watch.handler(async function* () {
        yield [];
      }),
      processAgain: os.kept.processAgain.handler(() => ({ understood: true, why: null })),
      forget: os.kept.forget.handler(({ input }) => note('forgetKept', input)),
      forgetAll: os.kept.forgetAll.handler(({ input }) => note('forgetAllKept', input)),
    },
    saveIntake: os.saveIntake.handler(({ input }) => {
      note('saveIntake', input);
      return view().intake;
    }),
  };
}

const noFeeds: FeedsView = {
  intake: {
    state: 'closed',
    address: '127.0.0.1',
    port: null,
    url: null,
    loopback: true,
    tls: false,
    behindProxy: false,
    problem: null,
  },
  settings: { address: '127.0.0.1', port: null, tls: null, behindProxy: false },
  feeds: [],
  now: 0,
};
