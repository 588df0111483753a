import type { Sender } from '../../../shared/contract/automations-contract.ts';
import type { Org } from '../../../shared/model/org.ts';
import { type OutboundOperation, practiceLine } from '../../../shared/model/outbound.ts';
import { platformName } from '../../../shared/model/platform-name.ts';
import { type Problem, toProblem } from '../../../shared/model/problem.ts';
import type { FeedBook } from '../../feeds/feeds-store.ts';
import type { RunningFeed } from '../../feeds/running-feed.ts';
import type { Outbound } from '../../platforms/outbound.ts';
import { platforms } from '../../platforms/platforms.ts';
import type { OutboundSender } from '../../proposals/preparing/prepare-outbound.ts';

/** Who calls, messages and contacts go out through. */
export type OutboundSenders = {
  /** The feed of this key, or the practice line; or why nothing can go out through it. */
  sender(via: string, operation: OutboundOperation, org: string): OutboundSender | Problem;
  /** The feed with what its platform can do; null where it cannot do that. */
  open(via: string, operation: OutboundOperation): { feed: RunningFeed; outbound: Outbound } | null;
  list(org: string): Sender[];
  /** The first that is set up for it; the practice line where none is. */
  best(what: SenderKind, org: string): string;
};

type SenderKind = Sender['can'][number];
const kinds: readonly SenderKind[] = ['call', 'message', 'contact'];

/** Finds them among the feeds, whose accounts and secrets they are. */
export function createOutboundSenders(
  book: Pick<FeedBook, 'list' | 'get'>,
  findOrg: (id: string) => Org | null,
): OutboundSenders {
  function open(via: string, operation: OutboundOperation): { feed: RunningFeed; outbound: Outbound } | null {
    const feed = book.get(via);
    const outbound = feed ? platforms[feed.platform]?.outbound : undefined;
    const kind = kinds.find((each) => each === operation);
    return feed?.enabled && outbound && kind && outbound[kind] ? { feed, outbound } : null;
  }

  function isPractice(org: string): boolean {
    return findOrg(org)?.environment === 'practice';
  }

  function list(org: string): Sender[] {
    const feeds = book.list().flatMap((feed): Sender[] => {
      const outbound = platforms[feed.platform]?.outbound;
      if (!outbound || !feed.enabled) return [];
      const can = kinds.filter((kind) => outbound[kind]);
      const missing = [...new Set(can.flatMap((kind) => outbound.missing(feed, kind)))];
      const { key: via, name, platform } = feed;
      return [{ via, name, platform, can, missing, agentLabel: outbound.agentLabel }];
    });
    const practice: Sender = {
      via: practiceLine,
      name: 'Practice line (nobody is reached)',
      platform: 'practice',
      can: [...kinds],
      missing: [],
      agentLabel: null,
    };
    return isPractice(org) ? [practice, ...feeds] : feeds;
  }

  return {
    open,
    list,
    sender(via, operation, org) {
      if (via === practiceLine) return isPractice(org) ? { name: 'Practice line', missing: [] } : notHere;
      const found = open(via, operation);
      const kind = kinds.find((each) => each === operation);
      if (!found || !kind) return noFeed(via);
      const { feed, outbound } = found;
      return { name: nameOf(feed), missing: outbound.missing(feed, kind), ...outbound.own(feed) };
    },
    best(what, org) {
      const able = list(org).filter(({ can, missing }) => can.includes(what) && missing.length === 0);
      return able.find(({ via }) => via !== practiceLine)?.via ?? practiceLine;
    },
  };
}

/** Of a feed that does not say so itself, with its platform. */
function nameOf({ name, platform }: RunningFeed): string {
  const spelled = platformName(platform);
  return name.toLowerCase().includes(spelled.toLowerCase()) ? name : `${name} (${spelled})`;
}

const notHere = toProblem('not-allowed', 'The practice line is only for the practice org. Choose a feed.');

function noFeed(via: string): Problem {
  const message = `There is no feed “${via}” that can do this, or it is switched off. See Settings, Feeds.`;
  return toProblem('not-allowed', message, { next: 'retry' });
}
