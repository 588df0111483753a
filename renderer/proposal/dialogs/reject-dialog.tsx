import { Modal, Radio, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Proposal, Rejection } from '../../../shared/model/proposal.ts';
import { Press } from '../../ui/press.tsx';
import { RefusalNote } from '../parts/refusal-note.tsx';
import style from '../proposal-card.module.css';
import { rejectionPresets } from '../status-words.ts';

const longestText = 1000;

type RejectDialogProps = {
  of: Proposal;
  /** Why the last rejection was not sent. */
  hindrance: string | null;
  onReject: (rejection: Rejection) => void;
  onClose: () => void;
};

/** Asks why: one of the preset reasons, in words the agent can use, and free text. */
export function RejectDialog(props: RejectDialogProps) {
  const [preset, setPreset] = useState<Rejection['preset']>('not-said');
  const [text, setText] = useState('');
  const [lacking, setLacking] = useState(false);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (preset === 'other' && text.trim() === '') return setLacking(true);
    props.onReject({ preset, text: text.trim() });
  };

  return (
    <Modal opened onClose={props.onClose} title={`Reject: ${props.of.actionLabel}`} size={460}>
      <form className={style.form} onSubmit={submit} noValidate>
        <Radio.Group
          label="Why"
          description="The agent is told this."
          value={preset}
          onChange={(value) => setPreset(rejectionPresets.find((each) => each.preset === value)?.preset ?? 'other')}
        >
          <div className={style.presets}>
            {rejectionPresets.map((each, index) => (
              <Radio
                key={each.preset}
                value={each.preset}
                label={each.label}
                data-autofocus={index === 0 || undefined}
              />
            ))}
          </div>
        </Radio.Group>
        <Textarea
          label={preset === 'other' ? 'The reason' : 'Anything to add'}
          required={preset === 'other'}
          error={lacking && text.trim() === '' ? 'Say why, in a few words.' : null}
          maxLength={longestText}
          autosize
          minRows={2}
          maxRows={6}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <RefusalNote of={props.of} hindrance={props.hindrance} />
        <div className={style.formFoot}>
          <Press type="submit" tone="danger">
            Reject
          </Press>
          <Press onPress={props.onClose}>Cancel</Press>
        </div>
      </form>
    </Modal>
  );
}
