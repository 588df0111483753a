import { Checkbox, Modal, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { RecordRef } from '../../shared/model/record-ref.ts';
import { Press } from '../ui/press.tsx';
import { Failed } from '../ui/states.tsx';
import style from './records.module.css';
import type { Proposing } from './use-propose.ts';

const mostBytes = 4000;

/** A comment on a case, as a proposal. */
export function CommentDialog(props: { record: RecordRef; proposing: Proposing; onClose: () => void }) {
  const { record, proposing } = props;
  const [words, setWords] = useState('');
  const [isPublic, setPublic] = useState(false);
  const bytes = new TextEncoder().encode(words).length;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (whyNot(words, bytes, proposing.busy)) return;
    const values = { CommentBody: words.trim(), IsPublished: isPublic };
    void proposing.propose({ action: 'add_comment', record, values }).then((made) => made && props.onClose());
  };
  return (
    <Modal opened onClose={props.onClose} title={`Comment on ${record.name}`} size={520}>
      <form className={style.dialogForm} onSubmit={submit}>
        <Textarea
          data-autofocus
          label="Comment"
          autosize
          minRows={4}
          maxRows={12}
          value={words}
          error={bytes > mostBytes ? `${bytes - mostBytes} bytes too long.` : null}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Checkbox
          label="The customer may read it"
          checked={isPublic}
          onChange={(event) => setPublic(event.currentTarget.checked)}
        />
        {proposing.problem ? <Failed problem={proposing.problem} /> : null}
        <div className={style.formPresses}>
          <Press type="submit" tone="primary" refusedBecause={whyNot(words, bytes, proposing.busy)}>
            Propose this comment
          </Press>
          <Press onPress={props.onClose}>Cancel</Press>
        </div>
      </form>
    </Modal>
  );
}

function whyNot(words: string, bytes: number, busy: boolean): string | null {
  if (busy) return 'Being proposed.';
  if (bytes > mostBytes) return 'A comment has at most 4,000 bytes.';
  return words.trim() === '' ? 'Nothing was written yet.' : null;
}
