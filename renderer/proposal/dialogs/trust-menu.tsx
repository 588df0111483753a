import { Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { isAccessToken } from '../../../shared/model/access-token.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { Note } from '../../ui/note.tsx';
import { Press } from '../../ui/press.tsx';
import style from '../proposal-card.module.css';

type TrustMenuProps = { of: Proposal; callLive: boolean; refusedBecause: string | null; onApprove: () => void };

/** Approves a card, and lets the same action pass for a while: for its call, or for a quarter of an hour. */
export function TrustMenu({ of, callLive, refusedBecause, onApprove }: TrustMenuProps) {
  const { query } = useConsole();
  const trust = useMutation(query.rules.trust.mutationOptions({ onSuccess: onApprove }));
  if (of.operation === 'delete' || isAccessToken(of) || of.call === null || of.personDecides) return null;
  const choose = (span: 'call' | 'minutes') => trust.mutate({ proposal: of.id, span });
  return (
    <>
      <Menu
        withinPortal={false}
        withInitialFocusPlaceholder={false}
        position="top-end"
        transitionProps={{ duration: 0 }}
        returnFocus
      >
        <Menu.Target>
          <Press tone="quiet" label="Approve and trust" refusedBecause={refusedBecause}>
            Trust
          </Press>
        </Menu.Target>
        <Menu.Dropdown className={style.menu}>
          <Menu.Item disabled={!callLive} onClick={() => choose('call')}>
            Approve, and {of.actionLabel} without asking for this call
          </Menu.Item>
          <Menu.Item onClick={() => choose('minutes')}>
            Approve, and {of.actionLabel} without asking for 15 minutes
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {trust.error ? (
        <div className={style.wide}>
          <Note tone="amber">{refusalOf(trust.error).message}</Note>
        </div>
      ) : null}
    </>
  );
}
