import { type Notice, type NoticeKind, takeNotice } from '../../shared/model/notice.ts';
import type { Store } from '../store/open-store.ts';
import type { CallViews } from './calls/call-views.ts';
import { noticeChoice } from './decisions/desk-routes.ts';
import type { Orgs } from './orgs/orgs.ts';
import { watch } from './watch.ts';

/** What the host shows outside of its window. */
export type NoticeNews = {
  notices: Notice[];
  /** How many wait for this person; null where no count is wanted. */
  count: number | null;
};

type NoticesParts = {
  store: Store;
  views: Pick<CallViews, 'proposals'>;
  orgs: Pick<Orgs, 'all'>;
};

/** Follows what waits for the person at this console; what is there at the start is counted, and no news. */
export async function* followNotices(parts: NoticesParts, signal: AbortSignal): AsyncGenerator<NoticeNews> {
  const { store, views, orgs } = parts;
  const known = new Map<string, NoticeKind | null>();
  const choice = noticeChoice(store);
  let told = '';
  const changes = watch(store, 0, signal, async (since, reset, revision) => {
    const me = new Set(orgs.all().map(({ org }) => org.user.id));
    const fresh: Notice[] = [];
    for await (const page of views.proposals(since, reset, revision)) {
      fresh.push(...takeNotice(known, page.proposals, me));
    }
    const { shown, count } = await choice.read();
    const notices = reset ? [] : fresh.filter(({ kind }) => shown[kind]);
    return { notices, count: count ? known.size : null };
  });
  for await (const news of changes) {
    const counted = String(news.count);
    if (news.notices.length === 0 && counted === told) continue;
    told = counted;
    yield news;
  }
}
