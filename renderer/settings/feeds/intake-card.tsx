import type { FeedsView } from '../../../shared/contract/feeds-contract.ts';
import { Note } from '../../ui/note.tsx';
import { Press } from '../../ui/press.tsx';
import style from './feeds.module.css';

/** Where the intake listens, told plainly where others than this computer reach it. */
export function IntakeCard(props: { view: FeedsView; onChange: () => void }) {
  const { intake } = props.view;
  const how = <Press onPress={props.onChange}>Where it listens</Press>;
  if (intake.state === 'failed') {
    return (
      <div className={style.intake} role="alert">
        <Note tone="red" actions={how}>
          {intake.problem}
        </Note>
      </div>
    );
  }
  const open = intake.state === 'listening' && !intake.loopback;
  return (
    <div className={style.intake} role="status">
      <Note tone={open ? 'amber' : 'quiet'} actions={how}>
        <IntakeWords view={props.view} />
      </Note>
    </div>
  );
}

function IntakeWords(props: { view: FeedsView }) {
  const { intake, settings } = props.view;
  if (intake.state === 'closed') {
    return (
      <>
        The intake listens nowhere, because no feed is switched on. It will listen on{' '}
        <code className="mono">{settings.address}</code>.
      </>
    );
  }
  if (intake.loopback) {
    return (
      <>
        The intake listens on <code className="mono">{intake.url}</code>. Only programs on this computer reach it;
        platforms need a tunnel or a relay.
      </>
    );
  }
  return (
    <>
      Other machines reach the intake at <code className="mono">{intake.url}</code>.{' '}
      {intake.tls
        ? 'It is encrypted with your certificate.'
        : 'It is not encrypted here: the proxy in front of it has to encrypt, or secrets and callers’ words travel in the open.'}
    </>
  );
}
