import { useState } from 'react';
import type { OrgView } from '../../../shared/contract/org-views.ts';
import { useStatus } from '../../client/console-context.tsx';
import { Note } from '../../ui/note.tsx';
import { Press } from '../../ui/press.tsx';
import { Failed, Skeleton } from '../../ui/states.tsx';
import { ConnectDialog } from './connect-dialog.tsx';
import { DisconnectDialog } from './disconnect-dialog.tsx';
import { MarkDialog } from './mark-dialog.tsx';
import { OrgCard } from './org-card.tsx';
import style from './orgs.module.css';
import { TokenGrantDialog } from './token-grant-dialog.tsx';
import { useOrgs } from './use-orgs.ts';

type Opened = { kind: 'connect' } | { kind: 'sign-in' | 'mark' | 'tokens' | 'disconnect'; org: string };

/** Settings, Orgs: every org this console writes to, and how to connect another. */
export function OrgsSection() {
  const { value: orgs, problem } = useOrgs();
  const inMemory = useStatus().value?.secrets === 'memory';
  const [opened, open] = useState<Opened | null>(null);
  const close = () => open(null);
  const of = opened && opened.kind !== 'connect' ? orgs?.find((each) => each.org.id === opened.org) : undefined;
  return (
    <section className={style.section} aria-labelledby="orgs-title">
      <div className={style.title}>
        <h2 id="orgs-title">Orgs</h2>
        <Press tone="primary" onPress={() => open({ kind: 'connect' })}>
          Connect an org
        </Press>
      </div>
      <p className={style.quiet}>
        Every call, proposal and write names its org, and a write goes to no other. Tokens never leave the privileged
        side of Countersign.
      </p>
      {inMemory ? (
        <Note tone="amber">
          Tokens are kept in memory only: this computer offers no place to seal them. After a restart you sign in again.
        </Note>
      ) : null}
      {problem ? <Failed problem={problem} /> : null}
      {orgs === null ? <Skeleton of="the orgs" /> : null}
      {(orgs ?? []).map((each) => (
        <OrgCard
          key={each.org.id}
          of={each}
          onSignIn={() => open({ kind: 'sign-in', org: each.org.id })}
          onMark={() => open({ kind: 'mark', org: each.org.id })}
          onTokens={() => open({ kind: 'tokens', org: each.org.id })}
          onDisconnect={() => open({ kind: 'disconnect', org: each.org.id })}
        />
      ))}
      {opened ? <OpenedDialog kind={opened.kind} of={of ?? null} onClose={close} /> : null}
    </section>
  );
}

function OpenedDialog(props: { kind: Opened['kind']; of: OrgView | null; onClose: () => void }) {
  const { kind, of, onClose } = props;
  if (kind === 'connect') return <ConnectDialog again={null} onClose={onClose} />;
  if (!of) return null;
  if (kind === 'sign-in') return <ConnectDialog again={of} onClose={onClose} />;
  if (kind === 'mark') return <MarkDialog of={of} onClose={onClose} />;
  if (kind === 'tokens') return <TokenGrantDialog of={of} onClose={onClose} />;
  return <DisconnectDialog of={of} onClose={onClose} />;
}
