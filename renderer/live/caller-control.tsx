import { Popover, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Call } from '../../shared/model/call.ts';
import type { CallerCandidate } from '../../shared/model/caller-match.ts';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { CertaintyTag } from '../ui/certainty-tag.tsx';
import { DownIcon } from '../ui/icons.tsx';
import { Press } from '../ui/press.tsx';
import { Failed } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import style from './caller-control.module.css';
import { callerCandidates, callerWords } from './caller-words.ts';

const typingPauseMs = 250;

/** Says who is calling and why the console thinks so; a person can set it right. */
export function CallerControl(props: { call: Call }) {
  const { call } = props;
  const [open, setOpen] = useState(false);
  const { words, tone } = callerWords(call.caller);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" width={400} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={style.target} aria-haspopup="dialog" onClick={() => setOpen(!open)}>
          <Tag tone={tone}>
            <span className={style.words} title={words}>
              <VisibleText text={words} />
            </span>
            <DownIcon size={12} />
          </Tag>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label="Who is calling">
        <CallerChoice call={call} onDone={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function CallerChoice(props: { call: Call; onDone: () => void }) {
  const { call, onDone } = props;
  const { query } = useConsole();
  const [text, setText] = useState('');
  const [sought] = useDebouncedValue(text.trim(), typingPauseMs);
  const set = useMutation(query.calls.setCaller.mutationOptions({ onSuccess: onDone }));
  const choose = (candidate: CallerCandidate) => set.mutate({ call: call.id, caller: { kind: 'person', candidate } });
  const matched = call.caller.state === 'matched' ? call.caller.person.record.id : null;
  return (
    <div className={style.choice}>
      <h3 className={style.title}>Who is calling?</h3>
      <p className={style.hint}>Waiting proposals of this call move to the person chosen.</p>
      {call.caller.state === 'unavailable' ? <Failed problem={call.caller.problem} /> : null}
      {callerCandidates(call.caller).map((each) => (
        <Candidate key={each.record.id} candidate={each} chosen={each.record.id === matched} onChoose={choose} />
      ))}
      <TextInput
        data-autofocus
        type="search"
        aria-label="Find a person in the org"
        placeholder="Find a person by name, number, email or company"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {sought ? <FoundPeople call={call.id} text={sought} onChoose={choose} /> : null}
      {set.error ? <Failed problem={refusalOf(set.error)} /> : null}
      <Press onPress={() => set.mutate({ call: call.id, caller: { kind: 'nobody' } })}>Nobody in the org</Press>
    </div>
  );
}

type Choose = (candidate: CallerCandidate) => void;

function FoundPeople(props: { call: string; text: string; onChoose: Choose }) {
  const { query } = useConsole();
  const found = useQuery(query.calls.findPeople.queryOptions({ input: { call: props.call, text: props.text } }));
  if (found.error) return <Failed problem={refusalOf(found.error)} />;
  if (!found.data) return <p className={style.hint}>Searching</p>;
  if (found.data.length === 0) return <p className={style.hint}>Nobody in the org fits “{props.text}”.</p>;
  return (
    <div className={style.found}>
      {found.data.map((each) => (
        <Candidate key={each.record.id} candidate={each} chosen={false} onChoose={props.onChoose} />
      ))}
    </div>
  );
}

function Candidate(props: { candidate: CallerCandidate; chosen: boolean; onChoose: Choose }) {
  const { candidate, chosen } = props;
  const ways = [candidate.record.object, candidate.record.detail, candidate.phone, candidate.email];
  return (
    <UnstyledButton className={style.candidate} aria-pressed={chosen} onClick={() => props.onChoose(candidate)}>
      <span className={style.candidateHead}>
        <VisibleText text={candidate.record.name} />
        <CertaintyTag certainty={candidate.certainty} />
      </span>
      <span className={style.hint}>
        <VisibleText text={ways.filter(Boolean).join(' · ')} />
      </span>
      {candidate.reasons.length > 0 ? (
        <span className={style.reasons}>
          <VisibleText text={candidate.reasons.join('; ')} />
        </span>
      ) : null}
    </UnstyledButton>
  );
}
