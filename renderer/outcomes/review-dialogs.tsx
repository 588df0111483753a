import { Autocomplete, Modal, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { longestRemark } from '../../shared/model/outcome.ts';
import { Press } from '../ui/press.tsx';
import style from './outcome-panel.module.css';

/** Asks why what was made out is not right. */
export function DisagreeDialog(props: { disposition: string; onSay: (why: string) => void; onClose: () => void }) {
  const [why, setWhy] = useState('');
  const [lacking, setLacking] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (why.trim() === '') return setLacking(true);
    props.onSay(why.trim());
  };
  return (
    <Modal opened onClose={props.onClose} title={`Disagree with “${props.disposition}”`} size={460}>
      <form className={style.form} onSubmit={submit} noValidate>
        <Textarea
          label="Why it is not right"
          description="It stands beside the outcome, and in the journal."
          required
          data-autofocus
          autosize
          minRows={2}
          maxRows={6}
          maxLength={longestRemark}
          error={lacking && why.trim() === '' ? 'Say why, in a few words.' : null}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        <div className={style.presses}>
          <Press type="submit" tone="primary">
            Disagree
          </Press>
          <Press onPress={props.onClose}>Cancel</Press>
        </div>
      </form>
    </Modal>
  );
}

type AssignDialogProps = {
  /** How many calls. */
  count: number;
  assigned: string | null;
  /** Names that are known. */
  names: readonly string[];
  onAssign: (to: string | null) => void;
  onClose: () => void;
};

/** Asks who is to look at a call. */
export function AssignDialog(props: AssignDialogProps) {
  const [to, setTo] = useState(props.assigned ?? props.names[0] ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onAssign(to.trim() === '' ? null : to.trim());
  };
  const title = props.count === 1 ? 'Assign this call' : `Assign ${props.count} calls`;
  return (
    <Modal opened onClose={props.onClose} title={title} size={420}>
      <form
        className={style.form}
        onSubmit={submit}
        // The list of names takes the first Esc otherwise, seen or not.
        onKeyDown={(event) => event.key === 'Escape' && props.onClose()}
      >
        <Autocomplete
          label="To"
          description="A supervisor, by name; blank is nobody."
          data={[...props.names]}
          data-autofocus
          maxLength={100}
          value={to}
          onChange={setTo}
        />
        <div className={style.presses}>
          <Press type="submit" tone="primary">
            Assign
          </Press>
          <Press onPress={props.onClose}>Cancel</Press>
        </div>
      </form>
    </Modal>
  );
}
