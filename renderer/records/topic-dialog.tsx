import { Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { RecordRef } from '../../shared/model/record-ref.ts';
import { Press } from '../ui/press.tsx';
import { Failed } from '../ui/states.tsx';
import style from './records.module.css';
import type { Proposing } from './use-propose.ts';

const longest = 99;

/** A topic for a record, as a proposal. */
export function TopicDialog(props: { record: RecordRef; proposing: Proposing; onClose: () => void }) {
  const { record, proposing } = props;
  const [topic, setTopic] = useState('');
  const why = topic.trim() === '' ? 'Name the topic first.' : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (why || proposing.busy) return;
    const values = { 'Topic.Name': topic.trim() };
    void proposing.propose({ action: 'add_topic', record, values }).then((made) => made && props.onClose());
  };
  return (
    <Modal opened onClose={props.onClose} title={`Topic for ${record.name}`} size={420}>
      <form className={style.dialogForm} onSubmit={submit}>
        <TextInput
          data-autofocus
          label="Topic"
          description="A topic of this name is found, or made."
          maxLength={longest}
          autoComplete="off"
          value={topic}
          onChange={(event) => setTopic(event.currentTarget.value)}
        />
        {proposing.problem ? <Failed problem={proposing.problem} /> : null}
        <div className={style.formPresses}>
          <Press type="submit" tone="primary" refusedBecause={proposing.busy ? 'Being proposed.' : why}>
            Propose this topic
          </Press>
          <Press onPress={props.onClose}>Cancel</Press>
        </div>
      </form>
    </Modal>
  );
}
