import { TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { CallerCandidate } from '../../shared/model/caller-match.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import type { RecordRef } from '../../shared/model/record-ref.ts';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { useDecisions } from '../desk/decisions.tsx';
import { CertaintyTag } from '../ui/certainty-tag.tsx';
import { Note } from '../ui/note.tsx';
import { useOrg } from '../ui/org-context.tsx';
import { Failed } from '../ui/states.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import style from './proposal-card.module.css';

const typingPauseMs = 250;

/** Says which record an update is about: the people who may be the caller, or any record found by name. */
export function RecordChooser(props: { of: Proposal; candidates: readonly CallerCandidate[] }) {
  const { of } = props;
  const decisions = useDecisions();
  const [text, setText] = useState('');
  const [sought] = useDebouncedValue(text.trim(), typingPauseMs);
  const object = of.recordObject ?? of.object;
  const callers = props.candidates.filter((each) => each.record.object === object);
  const known = new Set(callers.map((each) => each.record.id));
  const others = (of.candidates ?? []).filter((record) => !known.has(record.id));
  const what = object === of.object ? of.objectLabel.toLowerCase() : object.toLowerCase();
  const choose = (record: RecordRef) => void decisions.chooseRecord(of, record);
  return (
    <Note tone="amber">
      <strong>Which {what}?</strong> {fitWords(callers.length, others.length)}
      <div className={style.candidates}>
        {callers.map((each) => (
          <RecordButton key={each.record.id} record={each.record} onChoose={choose}>
            <VisibleText text={each.reasons.join('; ')} /> <CertaintyTag certainty={each.certainty} />
          </RecordButton>
        ))}
        {others.map((record) => (
          <RecordButton key={record.id} record={record} onChoose={choose} />
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

function RecordButton(props: { record: RecordRef; onChoose: (record: RecordRef) => void; children?: ReactNode }) {
  const { record } = props;
  return (
    <UnstyledButton className={style.candidate} onClick={() => props.onChoose(record)}>
      <span className={style.candidateHead}>
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
