import { Modal, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { CallSummary } from '../../shared/contract/views.ts';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import { phoneText } from '../ui/phone-text.ts';
import { Press } from '../ui/press.tsx';
import { Failed } from '../ui/states.tsx';
import style from './call-doors.module.css';

type DoorDialogProps = { of: CallSummary; onClose: () => void };

const longestMessage = 1_000;
const dialled = /^\+[1-9]\d{6,14}$/;

/** Writes to the agent of a live call, with a message to begin with. */
export function TellDialog(props: DoorDialogProps & { message?: string }) {
  const { of, onClose } = props;
  const { query } = useConsole();
  const [message, setMessage] = useState(props.message?.slice(0, longestMessage) ?? '');
  const [asked, setAsked] = useState(false);
  const tell = useMutation(query.calls.tell.mutationOptions({ onSuccess: useDone('The agent was told', onClose) }));
  const text = message.trim();
  return (
    <Asking
      title={`Tell the agent of ${phoneText(of.name)}`}
      words="The agent reads it and may use it at once; the caller does not hear it as it stands. It approves nothing."
      press="Send to the agent"
      mutation={tell}
      onPress={() => {
        setAsked(true);
        if (text) tell.mutate({ call: of.call.id, message: text });
      }}
      onClose={onClose}
    >
      <Textarea
        label="Message"
        required
        data-autofocus
        autosize
        minRows={3}
        maxRows={8}
        maxLength={longestMessage}
        value={message}
        error={asked && !text ? 'Say something.' : null}
        onChange={(event) => setMessage(event.currentTarget.value)}
      />
    </Asking>
  );
}

/** Hands the caller over to a person. */
export function TransferDialog(props: DoorDialogProps) {
  const { of, onClose } = props;
  const { query } = useConsole();
  const [number, setNumber] = useState('');
  const [asked, setAsked] = useState(false);
  const transfer = useMutation(
    query.calls.transfer.mutationOptions({ onSuccess: useDone('The call is being transferred', onClose) }),
  );
  const plain = number.replace(/[\s().-]/g, '');
  const fits = dialled.test(plain);
  return (
    <Asking
      title={`Transfer ${phoneText(of.name)} to a person`}
      words="The caller leaves the agent for this number. It cannot be taken back from here; what waits in this call stays."
      press="Transfer the call"
      mutation={transfer}
      onPress={() => {
        setAsked(true);
        if (fits) transfer.mutate({ call: of.call.id, number: plain });
      }}
      onClose={onClose}
    >
      <TextInput
        label="Number"
        description="With its country code."
        placeholder="+1 415 555 0134"
        type="tel"
        required
        data-autofocus
        value={number}
        error={asked && !fits ? 'A number with its country code, such as +1 415 555 0134.' : null}
        onChange={(event) => setNumber(event.currentTarget.value)}
      />
    </Asking>
  );
}

/** Ends a live call. */
export function EndDialog(props: DoorDialogProps) {
  const { of, onClose } = props;
  const { query } = useConsole();
  const end = useMutation(query.calls.end.mutationOptions({ onSuccess: useDone('The call is being ended', onClose) }));
  return (
    <Asking
      title={`End the call with ${phoneText(of.name)}`}
      words="The caller is cut off, without a word from the agent. What waits in this call stays, and can be decided later."
      press="End the call"
      danger
      mutation={end}
      onPress={() => end.mutate({ call: of.call.id })}
      onClose={onClose}
    />
  );
}

function useDone(words: string, onClose: () => void): () => void {
  const announce = useAnnounce();
  return () => {
    announce(words);
    onClose();
  };
}

type AskingProps = {
  title: string;
  words: string;
  press: string;
  danger?: boolean;
  mutation: { isPending: boolean; error: unknown };
  onPress: () => void;
  onClose: () => void;
  children?: ReactNode;
};

/** What is about to happen in the call, and the one button that does it. */
function Asking(props: AskingProps) {
  const { mutation } = props;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!mutation.isPending) props.onPress();
  };
  return (
    <Modal opened onClose={props.onClose} title={props.title} size={460}>
      <form className={style.form} onSubmit={submit} noValidate>
        <p>{props.words}</p>
        {props.children}
        {mutation.error ? <Failed problem={refusalOf(mutation.error)} /> : null}
        <div className={style.presses}>
          <Press
            type="submit"
            tone={props.danger ? 'danger' : 'primary'}
            refusedBecause={mutation.isPending ? 'It is on its way to the call.' : null}
          >
            {props.press}
          </Press>
          <Press onPress={props.onClose}>Cancel</Press>
        </div>
      </form>
    </Modal>
  );
}
