import { TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Fragment, type ReactNode, useRef, useState } from 'react';
import type { CallerCandidate } from '../../../shared/model/caller-match.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { secondLook } from '../../../shared/model/record-match.ts';
import type { RecordChoice, RecordRef } from '../../../shared/model/record-ref.ts';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { useDecisions } from '../../desk/decisions.tsx';
import { CertaintyTag } from '../../ui/certainty-tag.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { Note } from '../../ui/note.tsx';
import { useOrg } from '../../ui/org-context.tsx';
import { Failed } from '../../ui/states.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import style from '../proposal-card.module.css';
import { useChoiceKeys } from '../use-choice-keys.ts';
import { ValueView } from './value-view.tsx';

const typingPauseMs = 250;

type RecordChooserProps = { of: Proposal; candidates: readonly CallerCandidate[]; selected: boolean };

/** Says which record an update is about: the people who may be the caller, or any record found by name. */
export function RecordChooser(props: RecordChooserProps) {
  const { of, selected } = props;
  const decisions = useDecisions();
  const [text, setText] = useState('');
  const [sought] = useDebouncedValue(text.trim(), typingPauseMs);
  const object = of.recordObject ?? of.object;
  const fitting = props.candidates.filter((each) => each.record.object === object);
  const doubt = of.readiness.state === 'ready' ? secondLook(of) : null;
  const kept = doubt ? of.record : null;
  const callers = fitting.filter((each) => each.record.id !== kept?.id);
  const known = new Set([...callers.map((each) => each.record.id), kept?.id]);
  const others = (of.candidates ?? []).filter((record) => !known.has(record.id));
  const first = kept ? [kept] : [];
  const what = object === of.object ? of.objectLabel.toLowerCase() : object.toLowerCase();
  const choose = (record: RecordRef) => void decisions.chooseRecord(of, record);
  const box = useRef<HTMLDivElement>(null);
  useChoiceKeys(selected, [...first, ...callers.map((each) => each.record), ...others], { box, choose });
  const hintOf = (index: number) => (selected && index < 9 ? String(index + 1) : null);
  return (
    <Note tone="amber">
      {doubt ? (
        <>
          <strong>The right {what}?</strong> <VisibleText text={doubt} />
        </>
      ) : (
        <>
          <strong>Which {what}?</strong> {fitWords(callers.length, others.length)}
        </>
      )}
      <div ref={box} className={style.candidates}>
        {first.map((record) => (
          <RecordButton key={record.id} record={record} hint={hintOf(0)} onChoose={choose}>
            Yes, it is this one
          </RecordButton>
        ))}
        {callers.map((each, index) => (
          <RecordButton key={each.record.id} record={each.record} hint={hintOf(first.length + index)} onChoose={choose}>
            <VisibleText text={each.reasons.join('; ')} /> <CertaintyTag certainty={each.certainty} />
          </RecordButton>
        ))}
        {others.map((record, index) => (
          <RecordButton
            key={record.id}
            record={record}
            hint={hintOf(first.length + callers.length + index)}
            onChoose={choose}
          >
            <Facts of={record} />
          </RecordButton>
        ))}
        <TextInput
          aria-label={`Find a ${what} by name`}
          placeholder={`Find a ${what} by name`}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {sought ? <Found object={object} text={sought} onChoose={choose} /> : null}
      </div>
    </Note>
  );
}

function fitWords(callers: number, others: number): string {
  if (callers > 1) return `${callers} people fit the caller.`;
  if (others > 1) return `${others} fit what was said.`;
  return callers + others === 1 ? 'One may be meant.' : 'Nobody in the org is known to be the caller.';
}

function Found(props: { object: string; text: string; onChoose: (record: RecordRef) => void }) {
  const { query } = useConsole();
  const { object, text } = props;
  const org = useOrg()?.id;
  const found = useQuery(query.records.lookup.queryOptions({ input: { object, text, org } }));
  if (found.error) return <Failed problem={refusalOf(found.error)} />;
  if (!found.data) return <span className={style.quietSupport}>Searching</span>;
  if (found.data.length === 0)
    return <span className={style.quietSupport}>Nothing in the org fits “{props.text}”.</span>;
  return found.data.map((record) => <RecordButton key={record.id} record={record} onChoose={props.onChoose} />);
}

type RecordButtonProps = {
  record: RecordRef;
  onChoose: (record: RecordRef) => void;
  /** The key that chooses it. */
  hint?: string | null;
  children?: ReactNode;
};

function RecordButton(props: RecordButtonProps) {
  const { record, hint } = props;
  return (
    <UnstyledButton
      className={style.candidate}
      aria-keyshortcuts={hint ?? undefined}
      onClick={() => props.onChoose(record)}
    >
      <span className={style.candidateHead}>
        {hint ? <KeyHint>{hint}</KeyHint> : null}
        <VisibleText text={record.name} />
        <span className={style.reference}>{record.id}</span>
      </span>
      {record.detail ? (
        <span className={style.candidateDetail}>
          <VisibleText text={record.detail} />
        </span>
      ) : null}
      {props.children ? <span className={style.candidateDetail}>{props.children}</span> : null}
    </UnstyledButton>
  );
}

/** What tells it from the others, on one line. */
function Facts(props: { of: RecordChoice }) {
  const { object, facts = [] } = props.of;
  return facts.map(({ field, label, type, value }, index) => (
    <Fragment key={field}>
      {index > 0 ? ' · ' : ''}
      {label} <ValueView place={{ object, field, type }} value={value} />
    </Fragment>
  ));
}
