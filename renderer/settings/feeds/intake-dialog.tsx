import { Checkbox, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { IntakeSettings } from '../../../shared/contract/feeds-contract.ts';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { Note } from '../../ui/note.tsx';
import { Press } from '../../ui/press.tsx';
import { Failed } from '../../ui/states.tsx';
import { OrgDialog } from '../orgs/org-dialog.tsx';
import style from './feeds.module.css';

const own = /^(127(\.\d{1,3}){3}|::1|localhost)$/;
const largestPort = 65_535;

/** Chooses where the intake listens. Beyond this computer it takes a certificate, or the word that a proxy encrypts. */
export function IntakeDialog(props: { settings: IntakeSettings; onClose: () => void }) {
  const { settings } = props;
  const { query } = useConsole();
  const [address, setAddress] = useState(settings.address);
  const [port, setPort] = useState(settings.port === null ? '' : String(settings.port));
  const [certFile, setCertFile] = useState(settings.tls?.certFile ?? '');
  const [keyFile, setKeyFile] = useState(settings.tls?.keyFile ?? '');
  const [behindProxy, setBehindProxy] = useState(settings.behindProxy);
  const save = useMutation(query.feeds.saveIntake.mutationOptions({ onSuccess: props.onClose }));
  const portFault = isPort(port) ? null : 'A number up to 65535, or empty.';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (portFault || !address.trim()) return;
    const files = { certFile: certFile.trim(), keyFile: keyFile.trim() };
    const tls = files.certFile && files.keyFile ? files : null;
    save.mutate({ address: address.trim(), port: port.trim() ? Number(port) : null, tls, behindProxy });
  };
  return (
    <OrgDialog onClose={props.onClose} title="Where the intake listens" size={520}>
      <form className={style.form} onSubmit={submit} noValidate>
        <TextInput
          label="Address"
          description="127.0.0.1 is this computer alone; 0.0.0.0 is every network it is in."
          required
          spellCheck={false}
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        {own.test(address.trim()) ? null : (
          <Note tone="amber">
            Other machines will reach the intake at this address. Name a certificate and its key, or say that a proxy in
            front of it encrypts.
          </Note>
        )}
        <TextInput
          label="Port"
          description="Empty: the one it had before, or a free one."
          inputMode="numeric"
          value={port}
          error={portFault}
          onChange={(event) => setPort(event.currentTarget.value)}
        />
        <TextInput
          label="Certificate"
          description="A file on this computer, in PEM form, with its chain."
          spellCheck={false}
          value={certFile}
          onChange={(event) => setCertFile(event.currentTarget.value)}
        />
        <TextInput
          label="Key of the certificate"
          spellCheck={false}
          value={keyFile}
          onChange={(event) => setKeyFile(event.currentTarget.value)}
        />
        <Checkbox
          label="A proxy in front of it encrypts"
          checked={behindProxy}
          onChange={(event) => setBehindProxy(event.currentTarget.checked)}
        />
        {save.error ? <Failed problem={refusalOf(save.error)} /> : null}
        <div className={style.presses}>
          <Press type="submit" tone="primary">
            Listen there
          </Press>
          <Press onPress={props.onClose}>Cancel</Press>
        </div>
      </form>
    </OrgDialog>
  );
}

function isPort(text: string): boolean {
  return text.trim() === '' || (/^\d{1,5}$/.test(text.trim()) && Number(text) <= largestPort);
}
