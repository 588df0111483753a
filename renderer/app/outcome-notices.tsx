import { notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import type { ListedProposal } from '../../shared/contract/views.ts';
import { pathOf } from '../approvals/approval-detail.tsx';
import { useOpenProposals } from '../client/console-context.tsx';
import { useDecisions } from '../desk/decisions.tsx';
import { useAnnounce } from '../ui/announcer.tsx';
import { Press } from '../ui/press.tsx';
import { outcomeNotice, reminderNotice } from './outcome-notice.ts';
import style from './shell.module.css';

const shownMs = 12_000;

/** Tells what became of a decision of this window when it did not go as decided: by then the card may be left. */
export function OutcomeNotices() {
  const held = useOpenProposals().value;
  const { isOurs } = useDecisions();
  const announce = useAnnounce();
  const [, navigate] = useLocation();
  const before = useRef<ReadonlyMap<string, ListedProposal>>(held);
  useEffect(() => {
    const known = before.current;
    before.current = held;
    for (const [id, listed] of held) {
      const old = known.get(id);
      if (!old || old === listed) continue;
      const ours = isOurs(id) ? outcomeNotice(old.proposal, listed.proposal) : null;
      const notice = ours ?? reminderNotice(old.proposal, listed.proposal);
      if (!notice) continue;
      announce(notice.words);
      // A card in view says it itself, where the eye is.
      const inView = document.querySelector(`[data-proposal="${CSS.escape(id)}"]`) !== null;
      if (notice.loud && !inView) {
        notifications.show({
          id: `${id} ${listed.proposal.revision}`,
          message: (
            <>
              {notice.words}
              <span className={style.noticeActions}>
                <Press onPress={() => navigate(pathOf(listed.proposal))}>Show it</Press>
              </span>
            </>
          ),
          autoClose: shownMs,
          color: 'var(--amber)',
          closeButtonProps: { 'aria-label': 'Close this notice' },
        });
      }
    }
  }, [held, isOurs, announce, navigate]);
  return null;
}
