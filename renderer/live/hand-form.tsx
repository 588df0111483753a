import { Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Call } from '../../shared/model/call.ts';
import type { Evidence } from '../../shared/model/evidence.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { useConsole, useLine } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { EditInput } from '../proposal/editing/edit-input.tsx';
import type { Draft } from '../proposal/editing/field-draft.ts';
import { openCaseOn } from '../proposal/use-caller-panel.ts';
import { Note } from '../ui/note.tsx';
import { Press } from '../ui/press.tsx';
import { Failed } from '../ui/states.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import style from './hand-form.module.css';
import { type HandTarget, inputsOf, keyOfTarget, toByHand, whyNotPropose } from './hand-targets.ts';
import { nameOfTarget, useHandTargets } from './use-hand-targets.ts';

export type HandFormProps = {
  call: Call;
  /** The words it is made of; null where a person begins with nothing. */
  words: Evidence | null;
  /** What is to be made, where that was said already. */
  start?: HandTarget;
  onProposed: (proposal: Proposal) => void;
  onClose: () => void;
};

/** Makes a proposal by hand: what for, then the value, then it stands among the others. */
export function HandForm(props: HandFormProps) {
  const { call, words, onProposed, onClose } = props;
  const { client } = useConsole();
  const online = useLine().state === 'open';
  const quote = words?.quote ?? '';
  const { groups, byKey, open, apt } = useHandTargets(call, quote);
  const [chosen, setChosen] = useState<HandTarget | null>(props.start ?? null);
  const target = chosen ?? (apt ? (byKey.get(`field ${apt}`) ?? null) : null);
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({});
  const [tried, setTried] = useState(false);
  const propose = useMutation({
    mutationFn: (wanted: Parameters<typeof client.proposals.propose>[0]) => client.proposals.propose(wanted),
    onSuccess: onProposed,
  });

  const inputs = target ? inputsOf(target, quote) : [];
  const filled = inputs.map((input) => ({ input, draft: drafts[input.field.name] ?? input.start }));
  const reasons = filled.map(({ input, draft }) => whyNotPropose(input, draft));
  const form = useRef<HTMLFormElement>(null);
  const atFirst = useRef(chosen);
  // Once it is said what for, the value is next; what has the focus when the form opens is not its own to say.
  useEffect(() => {
    if (chosen && chosen !== atFirst.current) form.current?.querySelector<HTMLElement>('[name]')?.focus();
  }, [chosen]);
  const choose = (next: HandTarget | null, kept: Readonly<Record<string, Draft>> = {}) => {
    setChosen(next);
    setDrafts(kept);
    setTried(false);
    propose.reset();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (!target || !online || propose.isPending || reasons.some((reason) => reason !== null)) return;
    propose.mutate(toByHand(call, target, filled, words));
  };

  return (
    <form ref={form} className={style.form} onSubmit={submit} noValidate>
      {words ? (
        <blockquote className={style.quote}>
          “<VisibleText text={words.quote} />”
        </blockquote>
      ) : null}
      {props.start === undefined ? (
        <Select
          label="Use them for"
          placeholder="A field, a new case, a comment"
          data={groups.map(({ group, targets }) => ({
            group,
            items: targets.map((each) => ({ value: keyOfTarget(each), label: nameOfTarget(each) })),
          }))}
          value={target ? keyOfTarget(target) : null}
          searchable
          // Opened at once it would lie over the buttons; the first letter typed opens it.
          openOnFocus={false}
          selectFirstOptionOnChange
          nothingFoundMessage="No field of this name can be written"
          maxDropdownHeight={220}
          data-autofocus={target === null || undefined}
          error={tried && !target ? 'Choose what to use them for.' : null}
          onChange={(key) => choose(key === null ? null : (byKey.get(key) ?? null))}
        />
      ) : null}
      {call.caller.state === 'matched' ? null : (
        <p className={style.hint}>To change the caller's record, say who is calling first.</p>
      )}
      {filled.map(({ input, draft }, index) => (
        <EditInput
          key={`${target ? keyOfTarget(target) : ''} ${input.field.name}`}
          field={input.field}
          draft={draft}
          display={null}
          required={input.required}
          error={tried || draft !== input.start ? (reasons[index] ?? null) : null}
          autofocus={index === 0}
          onDraft={(next) => setDrafts((held) => ({ ...held, [input.field.name]: next }))}
        />
      ))}
      {target?.kind === 'case' ? (
        <OpenAlready
          matter={filled.map(({ draft }) => draft).join(' ')}
          open={open}
          onComment={(on) => choose({ kind: 'comment', on }, { CommentBody: mostOf(filled) })}
        />
      ) : null}
      {propose.error ? <Failed problem={refusalOf(propose.error)} /> : null}
      <div className={style.foot}>
        <Press type="submit" tone="primary" refusedBecause={whyNot(online, propose.isPending)}>
          Propose
        </Press>
        <Press onPress={onClose}>Cancel</Press>
      </div>
    </form>
  );
}

/** What was typed for a case, as its comment. */
function mostOf(filled: readonly { draft: Draft }[]): string {
  const texts = filled.map(({ draft }) => String(draft).trim());
  return texts.findLast((text) => text !== '') ?? '';
}

function whyNot(online: boolean, pending: boolean): string | null {
  if (!online) return 'Reconnecting: proposing waits until the console is back.';
  return pending ? 'Sent, waiting for the console.' : null;
}

type OpenAlreadyProps = {
  matter: string;
  open: ReturnType<typeof useHandTargets>['open'];
  onComment: (on: ReturnType<typeof useHandTargets>['open'][number]) => void;
};

/** A second case on the matter of an open one is rarely meant. */
function OpenAlready(props: OpenAlreadyProps) {
  const on = openCaseOn(props.matter, props.open);
  if (!on) return null;
  return (
    <Note tone="amber" actions={<Press onPress={() => props.onComment(on)}>Comment on {on.record.name} instead</Press>}>
      The caller has a case open on this: {on.record.name} <VisibleText text={on.record.detail ?? ''} />.
    </Note>
  );
}
