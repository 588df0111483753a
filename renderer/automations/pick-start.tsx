import { NativeSelect, SegmentedControl, Textarea, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { StartOn } from '../../shared/contract/automations-contract.ts';
import { type AutomationDraft, mostFound, type Trigger } from '../../shared/model/automation.ts';
import type { RecordRef } from '../../shared/model/record-ref.ts';
import { useCalls, useConsole } from '../client/console-context.tsx';
import { useFollowUps } from '../follow-ups/use-follow-ups.ts';
import { Press } from '../ui/press.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import style from './automations.module.css';

type PickStartProps = {
  draft: Pick<AutomationDraft, 'org' | 'trigger'>;
  go: string;
  busy: boolean;
  /** Several records may be taken, or all that a query finds. */
  many?: boolean;
  onGo: (on: StartOn) => void;
};

/** What it is started on, or tried on: records, a call, a follow-up, or nothing. */
export function PickStart({ draft, go, busy, many = false, onGo }: PickStartProps) {
  const { trigger, org } = draft;
  const [on, setOn] = useState<StartOn | null>(() => onItsOwn(trigger));
  const object = 'object' in trigger ? trigger.object : null;
  return (
    <div className={style.pick}>
      {object ? <PickRecords org={org} object={object} many={many} onPick={setOn} /> : null}
      {trigger.kind === 'call' || trigger.kind === 'outcome-written' ? (
        <PickCall onPick={(call) => setOn({ kind: 'call', call })} />
      ) : null}
      {trigger.kind === 'promise-broken' ? (
        <PickFollowUp onPick={(followUp) => setOn({ kind: 'follow-up', followUp })} />
      ) : null}
      {trigger.kind === 'proposal-written' ? (
        <PickProposal onPick={(proposal) => setOn({ kind: 'proposal', proposal })} />
      ) : null}
      {on?.kind === 'query' && trigger.kind === 'schedule' ? (
        <p className={style.quiet}>
          {many ? 'For each record' : 'On the first record'} that its query finds: {on.soql}
        </p>
      ) : null}
      <Press
        tone="primary"
        refusedBecause={on === null ? 'Choose first on what.' : null}
        onPress={() => {
          // Not refused while it runs: the button would be drawn anew, and lose the focus.
          if (on && !busy) onGo(on);
        }}
      >
        {busy ? 'Running' : go}
      </Press>
    </div>
  );
}

/** What it begins with where there is nothing to choose. */
function onItsOwn(trigger: Trigger): StartOn | null {
  if (trigger.kind === 'schedule')
    return trigger.soql === null ? { kind: 'nothing' } : { kind: 'query', soql: trigger.soql };
  return trigger.kind === 'by-hand' && trigger.object === null ? { kind: 'nothing' } : null;
}

type PickRecordsProps = { org: string; object: string; many: boolean; onPick: (on: StartOn | null) => void };

/** One record; or a list of them, picked one by one or found by a query. */
function PickRecords({ org, object, many, onPick }: PickRecordsProps) {
  const [how, setHow] = useState('picked');
  const [chosen, setChosen] = useState<readonly RecordRef[]>([]);
  const [soql, setSoql] = useState('');
  const choose = (records: readonly RecordRef[]) => {
    setChosen(records);
    onPick(records.length === 0 ? null : { kind: 'records', object, ids: records.map(({ id }) => id) });
  };
  const find = (text: string) => {
    setSoql(text);
    onPick(text.trim() === '' ? null : { kind: 'query', soql: text });
  };
  const toggled = (record: RecordRef) => {
    const rest = chosen.filter(({ id }) => id !== record.id);
    if (!many) return [record];
    return rest.length < chosen.length ? rest : [...chosen, record].slice(0, mostFound);
  };
  return (
    <>
      {many ? (
        <SegmentedControl
          aria-label="For which records"
          data={[
            { value: 'picked', label: 'Records I pick' },
            { value: 'query', label: 'All that a query finds' },
          ]}
          value={how}
          onChange={(next) => {
            setHow(next);
            if (next === 'query') find(soql);
            else choose(chosen);
          }}
        />
      ) : null}
      {how === 'query' ? (
        <Textarea
          label="Query (SOQL)"
          description={`${mostFound} records at most; it asks for Id.`}
          placeholder={`SELECT Id FROM ${object} WHERE `}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={4_000}
          spellCheck={false}
          value={soql}
          onChange={(event) => find(event.currentTarget.value)}
        />
      ) : (
        <PickRecord org={org} object={object} chosen={chosen} onPick={(record) => choose(toggled(record))} />
      )}
      {many && how === 'picked' && chosen.length > 0 ? (
        <Chosen of={chosen} onRemove={(id) => choose(chosen.filter((each) => each.id !== id))} />
      ) : null}
    </>
  );
}

function Chosen({ of, onRemove }: { of: readonly RecordRef[]; onRemove: (id: string) => void }) {
  return (
    <>
      <p className={style.quiet}>{of.length === 1 ? 'One picked' : `${of.length} picked, a run for each`}</p>
      <ul className={style.chosenList} aria-label="Picked">
        {of.map(({ id, name }) => (
          <li key={id}>
            <VisibleText text={name} />
            <Press tone="quiet" label={`Leave out ${name}`} onPress={() => onRemove(id)}>
              Leave out
            </Press>
          </li>
        ))}
      </ul>
    </>
  );
}

type PickRecordProps = {
  org: string;
  object: string;
  chosen: readonly RecordRef[];
  onPick: (record: RecordRef) => void;
};

function PickRecord({ org, object, chosen, onPick }: PickRecordProps) {
  const { query } = useConsole();
  const [text, setText] = useState('');
  const [sought] = useDebouncedValue(text.trim(), 300);
  const found = useQuery(
    query.records.lookup.queryOptions({ input: { object, text: sought, org }, placeholderData: keepPreviousData }),
  );
  return (
    <div className={style.pickRecord}>
      <TextInput
        label={`On which ${object}`}
        placeholder="A name"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ul className={style.foundList} aria-label={`${object} found`}>
        {(found.data ?? []).slice(0, 6).map((record) => (
          <li key={record.id}>
            <UnstyledButton
              className={style.foundOne}
              aria-pressed={chosen.some(({ id }) => id === record.id)}
              onClick={() => onPick(record)}
            >
              <VisibleText text={record.name} /> <span className={style.quiet}>{record.detail ?? record.id}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </div>
  );
}

function PickCall(props: { onPick: (call: string) => void }) {
  const calls = [...useCalls().value.values()];
  return (
    <Pick
      label="On which call"
      of={calls.map(({ call, name }) => ({
        value: call.id,
        label: `${name}, ${new Date(call.startedAt).toLocaleString()}`,
      }))}
      onPick={props.onPick}
    />
  );
}

function PickFollowUp(props: { onPick: (id: string) => void }) {
  const owed = useFollowUps().value ?? [];
  return (
    <Pick
      label="On which promise"
      of={owed.map(({ id, what, whom }) => ({ value: id, label: `${whom}: ${what}` }))}
      onPick={props.onPick}
    />
  );
}

function PickProposal(props: { onPick: (id: string) => void }) {
  const { query } = useConsole();
  const written = useQuery(query.journal.search.queryOptions({ input: { text: '', before: null, group: 'writes' } }));
  const entries = (written.data?.entries ?? []).filter(
    ({ kind, proposal }) => kind === 'write.written' && proposal !== null,
  );
  return (
    <Pick
      label="On which proposal that was written"
      of={entries.map(({ proposal, summary, callName }) => ({
        value: proposal ?? '',
        label: `${summary}${callName ? `, ${callName}` : ''}`,
      }))}
      onPick={props.onPick}
    />
  );
}

function Pick(props: { label: string; of: { value: string; label: string }[]; onPick: (value: string) => void }) {
  const [value, setValue] = useState('');
  return (
    <NativeSelect
      label={props.label}
      data={[{ value: '', label: props.of.length === 0 ? 'There is none' : 'Choose one' }, ...props.of]}
      value={value}
      onChange={(event) => {
        const chosen = props.of.find((each) => each.value === event.currentTarget.value);
        setValue(event.currentTarget.value);
        if (chosen) props.onPick(chosen.value);
      }}
    />
  );
}
