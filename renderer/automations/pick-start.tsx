import { NativeSelect, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { StartOn } from '../../shared/contract/automations-contract.ts';
import type { AutomationDraft, Trigger } from '../../shared/model/automation.ts';
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
  onGo: (on: StartOn) => void;
};

/** The object whose records an automation is about; null where it is about something else. */
function objectOf(trigger: Trigger): string | null {
  return 'object' in trigger ? trigger.object : null;
}

/** What it is started on, or tried on: a record, a call, a follow-up, or nothing. */
export function PickStart({ draft, go, busy, onGo }: PickStartProps) {
  const { trigger } = draft;
  const [chosen, setChosen] = useState<{ on: StartOn; name: string } | null>(null);
  const object = objectOf(trigger);
  const kind = kindOf(trigger);
  const on = kind === 'nothing' ? { on: { kind: 'nothing' } as const, name: 'nothing' } : chosen;
  return (
    <div className={style.pick}>
      {kind === 'record' && object ? (
        <PickRecord
          org={draft.org}
          object={object}
          chosen={chosen?.name ?? null}
          onPick={({ id, name }) => setChosen({ on: { kind: 'records', object, ids: [id] }, name })}
        />
      ) : null}
      {kind === 'call' ? <PickCall onPick={(call, name) => setChosen({ on: { kind: 'call', call }, name })} /> : null}
      {kind === 'follow-up' ? (
        <PickFollowUp onPick={(id, name) => setChosen({ on: { kind: 'follow-up', followUp: id }, name })} />
      ) : null}
      {kind === 'proposal' ? (
        <PickProposal onPick={(id) => setChosen({ on: { kind: 'proposal', proposal: id }, name: id })} />
      ) : null}
      <Press
        tone="primary"
        refusedBecause={on === null ? 'Choose first on what.' : null}
        onPress={() => {
          // Not refused while it runs: the button would be drawn anew, and lose the focus.
          if (on && !busy) onGo(on.on);
        }}
      >
        {busy ? 'Running' : go}
      </Press>
    </div>
  );
}

type Kind = 'record' | 'call' | 'proposal' | 'follow-up' | 'nothing';

function kindOf(trigger: Trigger): Kind {
  if (trigger.kind === 'call' || trigger.kind === 'outcome-written') return 'call';
  if (trigger.kind === 'proposal-written') return 'proposal';
  if (trigger.kind === 'promise-broken') return 'follow-up';
  return objectOf(trigger) ? 'record' : 'nothing';
}

type PickRecordProps = { org: string; object: string; chosen: string | null; onPick: (record: RecordRef) => void };

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
              aria-pressed={chosen === record.name}
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

function PickCall(props: { onPick: (call: string, name: string) => void }) {
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

function PickFollowUp(props: { onPick: (id: string, name: string) => void }) {
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

function Pick(props: {
  label: string;
  of: { value: string; label: string }[];
  onPick: (value: string, label: string) => void;
}) {
  const [value, setValue] = useState('');
  return (
    <NativeSelect
      label={props.label}
      data={[{ value: '', label: props.of.length === 0 ? 'There is none' : 'Choose one' }, ...props.of]}
      value={value}
      onChange={(event) => {
        const chosen = props.of.find((each) => each.value === event.currentTarget.value);
        setValue(event.currentTarget.value);
        if (chosen) props.onPick(chosen.value, chosen.label);
      }}
    />
  );
}
