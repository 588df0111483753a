import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { OrgView } from '../../../shared/contract/org-views.ts';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { Press } from '../../ui/press.tsx';
import { Failed, Skeleton } from '../../ui/states.tsx';
import { AppGuide } from './app-guide.tsx';
import { ConnectForm } from './connect-form.tsx';
import { OrgDialog } from './org-dialog.tsx';
import style from './orgs.module.css';
import { type LoginState, useLogin } from './use-login.ts';

type ConnectDialogProps = {
  /** Signing in again to this one. */
  again: OrgView | null;
  onClose: () => void;
};

/** Connects an org: what to set up, where to sign in, and then the login in the system's browser. */
export function ConnectDialog(props: ConnectDialogProps) {
  const { again, onClose } = props;
  const { query } = useConsole();
  const guide = useQuery(query.orgs.guide.queryOptions());
  const { state, start, cancel } = useLogin();
  const done = state.step === 'done';
  useEffect(() => {
    if (done) onClose();
  }, [done, onClose]);

  const underWay = state.step === 'opening' || state.step === 'waiting' || state.step === 'reading';
  return (
    <OrgDialog
      onClose={onClose}
      stays={underWay}
      title={again ? `Sign in to ${again.org.name} again` : 'Connect an org'}
      size={600}
    >
      {guide.error ? <Failed problem={refusalOf(guide.error)} /> : null}
      {guide.data ? <AppGuide guide={guide.data} /> : <Skeleton of="what to set up" lines={2} />}
      {state.step === 'failed' ? <Failed problem={state.problem} /> : null}
      {underWay ? (
        <UnderWay state={state} onCancel={cancel} />
      ) : (
        <ConnectForm again={again} onOrder={(order) => void start(order)} onClose={onClose} />
      )}
      {guide.data?.tokens.kind === 'memory' ? (
        <p className={style.memory}>
          This computer offers no place to seal tokens, so they are kept in memory only: after a restart you sign in
          again.
        </p>
      ) : null}
    </OrgDialog>
  );
}

function UnderWay(props: { state: LoginState; onCancel: () => void }) {
  const { state } = props;
  return (
    <div className={style.underWay}>
      <output>
        {state.step === 'opening' ? 'Opening the login page' : null}
        {state.step === 'waiting'
          ? 'Waiting for you to allow it in your browser. This takes three minutes at most.'
          : null}
        {state.step === 'reading' ? 'Allowed. Reading which org it is' : null}
      </output>
      <div className={style.actions}>
        {state.step === 'waiting' ? (
          <a className={style.link} href={state.address} target="_blank" rel="noreferrer">
            Open the login page here
          </a>
        ) : null}
        <Press onPress={props.onCancel}>Cancel the login</Press>
      </div>
    </div>
  );
}
