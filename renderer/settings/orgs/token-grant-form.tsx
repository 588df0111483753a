import { NumberInput, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { TokenGrantOrder, TokenGrantView } from '../../../shared/contract/tokens-contract.ts';
import { tokenMinutes } from '../../../shared/model/access-token.ts';
import { Press } from '../../ui/press.tsx';
import style from './orgs.module.css';

type TokenGrantFormProps = {
  of: TokenGrantView | null;
  busy: boolean;
  onSave: (wanted: Omit<TokenGrantOrder, 'org'>) => void;
  children: ReactNode;
};

const { least, most, usual } = tokenMinutes;

/** The app's name, its key and secret, and how long a token is good for. The secret goes in and never comes out. */
export function TokenGrantForm(props: TokenGrantFormProps) {
  const { of } = props;
  const [app, setApp] = useState(of?.app ?? 'Countersign Agent Tokens');
  const [clientId, setClientId] = useState(of?.clientId ?? '');
  const [secret, setSecret] = useState('');
  const [minutes, setMinutes] = useState<number | string>(of?.minutes ?? usual);
  const [asked, setAsked] = useState(false);
  const keeps = of?.secretKept === true && of.clientId === clientId.trim();
  const faults = {
    app: app.trim() === '' ? 'Give its name.' : null,
    clientId: clientId.trim() === '' ? 'Copy it from the app.' : null,
    secret: secret === '' && !keeps ? 'Copy it from the app.' : null,
    minutes: isMinutes(minutes) ? null : `${least} to ${most} minutes.`,
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setAsked(true);
    if (Object.values(faults).some((fault) => fault !== null) || !isMinutes(minutes)) {
      const form = event.currentTarget;
      requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    const clientSecret = secret.trim() === '' ? null : secret.trim();
    props.onSave({ app: app.trim(), clientId: clientId.trim(), clientSecret, minutes });
  };
  return (
    <form className={style.form} onSubmit={submit} noValidate aria-label="App for access tokens">
      <TextInput
        label="App name"
        description="As in Salesforce; it stands on every card."
        required
        maxLength={80}
        value={app}
        error={asked ? faults.app : null}
        onChange={(event) => setApp(event.currentTarget.value)}
      />
      <TextInput
        label="Consumer key"
        required
        spellCheck={false}
        autoComplete="off"
        maxLength={512}
        value={clientId}
        error={asked ? faults.clientId : null}
        onChange={(event) => setClientId(event.currentTarget.value)}
      />
      <PasswordInput
        label="Consumer secret"
        description={keeps ? 'One is set. Left empty, it stays.' : 'Sealed at once, and never shown again.'}
        required={!keeps}
        autoComplete="off"
        spellCheck={false}
        maxLength={512}
        value={secret}
        error={asked ? faults.secret : null}
        visibilityToggleButtonProps={{ 'aria-label': 'Show the consumer secret', tabIndex: 0 }}
        onChange={(event) => setSecret(event.currentTarget.value)}
      />
      <NumberInput
        label="Minutes until a token is revoked"
        description={`${least} to ${most}`}
        required
        min={least}
        max={most}
        allowDecimal={false}
        clampBehavior="none"
        value={minutes}
        error={asked ? faults.minutes : null}
        onChange={setMinutes}
      />
      <p className={style.quiet}>
        Saving tries the app: one token is issued, its user is read, and it is revoked at once.
      </p>
      <div className={style.actions}>
        <Press type="submit" tone="primary" refusedBecause={props.busy ? 'The app is being tried.' : null}>
          {of ? 'Try and save' : 'Try and set up'}
        </Press>
        {props.children}
      </div>
    </form>
  );
}

function isMinutes(value: number | string): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}
