import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { OrgView } from '../../../shared/contract/org-views.ts';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { Press } from '../../ui/press.tsx';
import { Failed } from '../../ui/states.tsx';
import { ColourChoice } from './colour-choice.tsx';
import { OrgDialog } from './org-dialog.tsx';
import style from './orgs.module.css';

/** Gives an org another name or colour. */
export function MarkDialog(props: { of: OrgView; onClose: () => void }) {
  const { of } = props;
  const { query } = useConsole();
  const [name, setName] = useState(of.org.name);
  const [colour, setColour] = useState(of.colour);
  const mark = useMutation(query.orgs.mark.mutationOptions({ onSuccess: props.onClose }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') mark.mutate({ org: of.org.id, name: name.trim(), colour });
  };
  return (
    <OrgDialog onClose={props.onClose} title="Name and colour">
      <form className={style.form} onSubmit={submit} noValidate>
        <TextInput
          label="Name"
          description={`Salesforce calls it ${of.ownName}.`}
          required
          maxLength={80}
          value={name}
          error={name.trim() === '' ? 'Give it a name.' : null}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <ColourChoice value={colour} onChoose={setColour} />
        {mark.error ? <Failed problem={refusalOf(mark.error)} /> : null}
        <div className={style.actions}>
          <Press type="submit" tone="primary">
            Save
          </Press>
          <Press onPress={props.onClose}>Cancel</Press>
        </div>
      </form>
    </OrgDialog>
  );
}
