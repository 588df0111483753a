import { Modal, Textarea, UnstyledButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { longestQuestion } from '../../../shared/model/question.ts';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { useAnnounce } from '../../ui/announcer.tsx';
import { Press } from '../../ui/press.tsx';
import { Failed } from '../../ui/states.tsx';
import style from '../proposal-card.module.css';
import { questionsFor } from './questions-for.ts';

/** Writes a question to the agent about a proposal. It decides nothing. */
export function AskDialog(props: { of: Proposal; onClose: () => void }) {
  const { of, onClose } = props;
  const { query } = useConsole();
  const announce = useAnnounce();
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const ask = useMutation(
    query.proposals.ask.mutationOptions({
      onSuccess: ({ questions = [] }) => {
        announce(questions.at(-1)?.heardAt === null ? 'The agent is asked when it comes' : 'The agent was asked');
        onClose();
      },
    }),
  );
  const asked = text.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (asked && !ask.isPending) ask.mutate({ proposal: of.id, question: asked });
  };
  return (
    <Modal opened onClose={onClose} title={`Ask about ${of.actionLabel}`} size={460}>
      <form className={style.form} onSubmit={submit} noValidate>
        <Textarea
          label="Question"
          description="The agent reads it, at once or when it next asks what came of this, and can ask the caller. The proposal waits on; nothing is decided."
          required
          data-autofocus
          autosize
          minRows={3}
          maxRows={8}
          maxLength={longestQuestion}
          value={text}
          error={tried && !asked ? 'Ask something.' : null}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <ul className={style.questions} aria-label="Questions to start from">
          {questionsFor(of).map((each) => (
            <li key={each}>
              <UnstyledButton className={style.question} onClick={() => setText(each)}>
                {each}
              </UnstyledButton>
            </li>
          ))}
        </ul>
        {ask.error ? <Failed problem={refusalOf(ask.error)} /> : null}
        <div className={style.formFoot}>
          <Press type="submit" tone="primary" refusedBecause={ask.isPending ? 'It is on its way to the agent.' : null}>
            Ask the agent
          </Press>
          <Press onPress={onClose}>Cancel</Press>
        </div>
      </form>
    </Modal>
  );
}
