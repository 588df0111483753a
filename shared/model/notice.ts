import { z } from 'zod';
import { cardPath } from './desk-filter.ts';
import { needsPerson } from './need.ts';
import { platformName } from './platform-name.ts';
import type { Proposal } from './proposal.ts';

/** Why somebody is called to the console. */
export const noticeKind = z.enum(['caller-waiting', 'arrived', 'trouble']);
export type NoticeKind = z.infer<typeof noticeKind>;

/** What a supervisor wants to be called for, and how. */
export const noticeSettings = z.object({
  /** Shown by the system while the window is not in front. */
  shown: z.record(noticeKind, z.boolean()),
  sound: z.enum(['off', 'quiet', 'usual']),
  /** The count of what waits on the dock, the tray and the window's title. */
  count: z.boolean(),
});
export type NoticeSettings = z.infer<typeof noticeSettings>;

/** Quiet, but for a caller who is kept waiting and what went wrong. */
export const usualNotices: NoticeSettings = {
  shown: { 'caller-waiting': true, arrived: false, trouble: true },
  sound: 'off',
  count: true,
};

/** A notice: never with a value of a field, for screens are looked at by others too. */
export type Notice = { kind: NoticeKind; title: string; body: string; path: string };

type Noticed = { proposal: Proposal; platform: string | null; clock: { state: string } };

/** Why a proposal calls for this person; null where a rule, another person or nobody is to act on it. */
export function noticeKindOf({ proposal, clock }: Noticed, me: ReadonlySet<string>): NoticeKind | null {
  if (!needsPerson(proposal)) return null;
  if (proposal.status.state !== 'waiting') return 'trouble';
  // It is still being read, or a rule is about to decide it.
  if (proposal.readiness.state === 'preparing') return null;
  if (proposal.policy?.effect === 'auto-approve' && proposal.personDecides === undefined) return null;
  // Two people have to, and this one did already.
  if (proposal.firstApproval && me.has(proposal.firstApproval.user)) return null;
  return clock.state === 'caller-waiting' ? 'caller-waiting' : 'arrived';
}

const titles: Record<NoticeKind, string> = {
  'caller-waiting': 'A caller waits',
  arrived: 'To countersign',
  trouble: 'Needs you',
};

/**
 * Takes in what changed, by proposal, and tells of what came to need this person: one notice of a kind, however many there are.
 * `known` holds what each called for before.
 */
export function takeNotice(
  known: Map<string, NoticeKind | null>,
  changed: Iterable<Noticed>,
  me: ReadonlySet<string>,
): Notice[] {
  const fresh = new Map<NoticeKind, Noticed[]>();
  for (const each of changed) {
    const kind = noticeKindOf(each, me);
    const before = known.get(each.proposal.id) ?? null;
    if (kind === null) known.delete(each.proposal.id);
    else known.set(each.proposal.id, kind);
    // That a caller waits no longer is no news.
    if (kind === null || kind === before || (kind === 'arrived' && before === 'caller-waiting')) continue;
    fresh.set(kind, [...(fresh.get(kind) ?? []), each]);
  }
  return [...fresh].map(([kind, all]) => noticeOf(kind, all));
}

function noticeOf(kind: NoticeKind, all: readonly Noticed[]): Notice {
  const [first] = all;
  if (!first || all.length > 1) {
    return { kind, title: titles[kind], body: `${all.length} proposals`, path: '/approvals' };
  }
  const { proposal, platform } = first;
  const body = platform === null ? proposal.actionLabel : `${proposal.actionLabel} · ${platformName(platform)}`;
  return { kind, title: titles[kind], body, path: cardPath(proposal) };
}
