import { SegmentedControl, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { LoginOrder, OrgColour, OrgView } from '../../../shared/contract/org-views.ts';
import { Press } from '../../ui/press.tsx';
import { ColourChoice } from './colour-choice.tsx';
import { type LoginPlace, loginPlaces, loginUrlOf, placeOf } from './login-place.ts';
import style from './orgs.module.css';

type ConnectFormProps = { again: OrgView | null; onOrder: (order: LoginOrder) => void; onClose: () => void };

/** Where to sign in, with which app, and what the org is called here. */
export function ConnectForm(props: ConnectFormProps) {
  const { again } = props;
  const login = again?.login ?? null;
  const [place, setPlace] = useState<LoginPlace>(() => placeOf(login?.loginUrl ?? null));
  const [domain, setDomain] = useState(place === 'my-domain' ? (login?.loginUrl ?? '') : '');
  const [clientId, setClientId] = useState(login?.clientId ?? '');
  const [name, setName] = useState(again?.org.name ?? '');
  const [colour, setColour] = useState<OrgColour>(again?.colour ?? 'grey');
  const [asked, setAsked] = useState(false);
  const loginUrl = loginUrlOf(place, domain);
  const key = clientId.trim();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (loginUrl === null || key === '') return;
    props.onOrder({ loginUrl, clientId: key, name: name.trim() || null, colour, again: again?.org.id ?? null });
  };

  return (
    <form className={style.form} onSubmit={submit} noValidate>
      <div>
        <span className={style.label} id="login-place">
          Sign in at
        </span>
        <SegmentedControl
          aria-labelledby="login-place"
          data={loginPlaces}
          value={place}
          onChange={(value) => setPlace(loginPlaces.find((each) => each.value === value)?.value ?? 'production')}
        />
      </div>
      {place === 'my-domain' ? (
        <TextInput
          label="My Domain"
          description="As in the address of the org; a sandbox has its own."
          placeholder="acme.my.salesforce.com"
          required
          spellCheck={false}
          value={domain}
          error={asked && loginUrl === null ? 'This is not an address of Salesforce.' : null}
          onChange={(event) => setDomain(event.currentTarget.value)}
        />
      ) : null}
      <TextInput
        label="Consumer key"
        description="Of your own External Client App. It is no secret; the secret is never asked for."
        required
        spellCheck={false}
        autoComplete="off"
        value={clientId}
        error={asked && key === '' ? 'Copy it from the External Client App.' : null}
        onChange={(event) => setClientId(event.currentTarget.value)}
      />
      <TextInput
        label="Name here"
        description="What it is called in Countersign. Empty: as Salesforce calls it."
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <ColourChoice value={colour} onChoose={setColour} />
      <div className={style.actions}>
        <Press type="submit" tone="primary">
          Sign in with your browser
        </Press>
        <Press onPress={props.onClose}>Cancel</Press>
      </div>
    </form>
  );
}
