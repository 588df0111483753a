import { useEffect, useMemo, useRef } from 'react';
import { useLocation } from 'wouter';
import type { ListedProposal } from '../../shared/contract/views.ts';
import { type Notice, type NoticeKind, takeNotice } from '../../shared/model/notice.ts';
import { useOpenProposals, useStatus } from '../client/console-context.tsx';
import { useNoticeSettings } from '../settings/notices/use-notice-settings.ts';
import { useOrgs } from '../ui/org-context.tsx';
import { playSound } from '../ui/play-sound.ts';

const urgency: readonly NoticeKind[] = ['caller-waiting', 'trouble', 'arrived'];

/** Calls the supervisor while another window is in front, by sound and by the browser; the desktop app shows its own notices. */
export function Notices() {
  const { value: held, state } = useOpenProposals();
  const { settings } = useNoticeSettings();
  const orgs = useOrgs();
  const me = useMemo(() => new Set(orgs.map(({ user }) => user.id)), [orgs]);
  const host = useStatus().value?.host;
  const [, navigate] = useLocation();
  const known = useRef(new Map<string, NoticeKind | null>());
  const before = useRef<ReadonlyMap<string, ListedProposal>>(new Map());
  const begun = useRef(false);
  const { shown, sound, count } = settings;

  useEffect(() => {
    if (state === 'loading') return;
    const changed = [...held.values()].filter((each) => before.current.get(each.proposal.id) !== each);
    before.current = held;
    const fresh = takeNotice(known.current, changed, me).filter(({ kind }) => shown[kind]);
    const waiting = known.current.size;
    document.title = count && waiting > 0 ? `(${waiting}) Countersign` : 'Countersign';
    // What waited already when the window was opened is no news.
    const isNews = begun.current;
    if (state !== 'filling') begun.current = true;
    const [loudest] = fresh.toSorted((a, b) => urgency.indexOf(a.kind) - urgency.indexOf(b.kind));
    if (!isNews || !loudest || document.hasFocus()) return;
    playSound(loudest.kind, sound);
    if (host === 'browser') for (const notice of fresh) showNotice(notice, navigate);
  }, [held, state, me, shown, sound, count, host, navigate]);
  return null;
}

function showNotice(notice: Notice, navigate: (path: string) => void): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  const shown = new Notification(notice.title, { body: notice.body, tag: notice.path });
  shown.onclick = () => {
    window.focus();
    navigate(notice.path);
    shown.close();
  };
}
