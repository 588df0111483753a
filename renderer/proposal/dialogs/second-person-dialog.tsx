import { Modal } from '@mantine/core';
import { useEffect } from 'react';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { useAnnounce } from '../../ui/announcer.tsx';
import { Press } from '../../ui/press.tsx';
import { Failed } from '../../ui/states.tsx';
import style from '../proposal-card.module.css';
import { type SigningState, useCountersign } from './use-countersign.ts';

/** Lets another user of the org sign in for this one decision. */
export function SecondPersonDialog(props: { of: Proposal; onClose: () => void }) {
  const { of, onClose } = props;
  const { state, start, cancel } = useCountersign();
  const announce = useAnnounce();
  const done = state.step === 'done';
  useEffect(() => {
    if (!done) return;
    announce('Approved by two people');
    onClose();
  }, [done, announce, onClose]);

  const underWay = state.step === 'opening' || state.step === 'waiting' || state.step === 'reading';
  const first = of.firstApproval?.name ?? 'Somebody';
  const problem = state.step === 'failed' ? state.problem : null;
  const toConfirm = problem?.code === 'confirm-production';
  return (
    <Modal
      opened
      onClose={onClose}
      title={`A second person for ${of.actionLabel}`}
      size={480}
      closeOnClickOutside={!underWay}
      closeOnEscape={!underWay}
    >
      <div className={style.form}>
        <p>
          {first} approved it as it stands. Another user of this org signs in to Salesforce now: that approves exactly
          this, once. The login is ended at once, and nothing of it is kept.
        </p>
        {problem ? <Failed problem={problem} /> : null}
        {underWay ? <UnderWay state={state} /> : null}
        <div className={style.formFoot}>
          {underWay ? (
            <Press onPress={cancel}>Cancel the sign-in</Press>
          ) : (
            <>
              <Press tone={toConfirm ? 'danger' : 'primary'} onPress={() => void start(of, toConfirm)}>
                {pressWords(problem !== null, toConfirm)}
              </Press>
              <Press onPress={onClose}>Close</Press>
            </>
          )}
        </div>
      </div>
    </Modal>
  );
}

function pressWords(again: boolean, toConfirm: boolean): string {
  if (toConfirm) return 'Yes, write to production, and sign in';
  return again ? 'Sign in again' : 'Sign in with the browser';
}

function UnderWay(props: { state: SigningState }) {
  const { state } = props;
  return (
    <div className={style.signing}>
      <output>
        {state.step === 'opening' ? 'Opening the login page' : null}
        {state.step === 'waiting'
          ? 'Waiting for the second person to sign in. This takes three minutes at most.'
          : null}
        {state.step === 'reading' ? 'Signed in. Reading who it is, and ending the login' : null}
      </output>
      {state.step === 'waiting' ? (
        <a className={style.link} href={state.address} target="_blank" rel="noreferrer">
          Open the login page here
        </a>
      ) : null}
    </div>
  );
}
