import { Select, Tabs, Textarea, TextInput } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { AutomationView, DraftProblem } from '../../shared/contract/automations-contract.ts';
import type { Automation, AutomationDraft } from '../../shared/model/automation.ts';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import { Note } from '../ui/note.tsx';
import { useOrgs } from '../ui/org-context.tsx';
import { Failed } from '../ui/states.tsx';
import { AutomationHead } from './automation-head.tsx';
import style from './automations.module.css';
import { DryRunDialog } from './dry-run-dialog.tsx';
import { Faults } from './faults.tsx';
import { besideFields } from './problem-of.ts';
import { RunsList } from './runs-list.tsx';
import { shapeProblems } from './shape-problems.ts';
import { triggerSentence } from './step-words.ts';
import { StepsEditor } from './steps-editor.tsx';
import { TriggerForm } from './trigger-form.tsx';
import { useSettledDraft } from './use-settled-draft.ts';
import { VersionsList } from './versions-list.tsx';

type EditorProps = {
  /** The automation as it was saved; null for a new one. */
  view: AutomationView | null;
  start: AutomationDraft;
  /** It was just made: whoever made it by keyboard goes on from its title. */
  autoFocus?: boolean;
  onSaved: (of: Automation) => void;
  onRemoved: () => void;
};

/** One automation: what starts it and its steps, what it did, and how it was before. */
export function AutomationEditor({ view, start, autoFocus, onSaved, onRemoved }: EditorProps) {
  const { query } = useConsole();
  const announce = useAnnounce();
  const [draft, setDraft] = useState(start);
  const [tab, setTab] = useState<string | null>('steps');
  const [trying, setTrying] = useState(false);
  const settled = useSettledDraft(draft);
  const shape = useMemo(() => shapeProblems(draft), [draft]);
  const checked = useQuery({
    ...query.automations.check.queryOptions({ input: settled, placeholderData: keepPreviousData }),
    enabled: shapeProblems(settled).length === 0,
  });
  const save = useMutation(
    query.automations.save.mutationOptions({
      onSuccess: (saved) => {
        announce(`${saved.name} is saved as version ${saved.version}`);
        setDraft(draftOf(saved));
        onSaved(saved);
      },
    }),
  );
  const changed = view === null || JSON.stringify(draftOf(view.automation)) !== JSON.stringify(draft);
  const all = shape.length > 0 ? shape : (checked.data ?? []);
  return (
    <div className={style.editor}>
      <AutomationHead
        view={view}
        name={draft.name}
        autoFocus={autoFocus}
        changed={changed}
        problems={all.length}
        cannotSave={shape.length > 0 ? 'Mend first what is marked.' : null}
        saving={save.isPending}
        onSave={() => save.mutate({ ...draft, name: draft.name.trim() })}
        onTry={() => setTrying(true)}
        onUndo={view ? () => setDraft(draftOf(view.automation)) : null}
        onRemoved={onRemoved}
      />
      {view?.automation.paused ? (
        <Note tone="red">It paused itself: {view.automation.paused.why} Switch it on again once it is mended.</Note>
      ) : null}
      {view?.trouble ? <Note tone="amber">What starts it cannot be found just now: {view.trouble}</Note> : null}
      {save.error ? <Failed problem={refusalOf(save.error)} /> : null}
      <Tabs color="var(--teal)" value={tab} onChange={setTab} keepMounted={false} classNames={{ tab: style.tab }}>
        <Tabs.List aria-label={draft.name || 'New automation'}>
          <Tabs.Tab value="steps">Steps</Tabs.Tab>
          {view ? <Tabs.Tab value="runs">What ran</Tabs.Tab> : null}
          {view ? <Tabs.Tab value="versions">Versions</Tabs.Tab> : null}
        </Tabs.List>
        <Tabs.Panel value="steps">
          <DraftForm draft={draft} settled={settled} problems={all} onChange={setDraft} />
        </Tabs.Panel>
        {view ? (
          <Tabs.Panel value="runs">
            <RunsList automation={view.automation.id} />
          </Tabs.Panel>
        ) : null}
        {view ? (
          <Tabs.Panel value="versions">
            <VersionsList
              automation={view.automation.id}
              current={view.automation.version}
              onTake={(of) => {
                setDraft({ ...of, version: view.automation.version });
                setTab('steps');
              }}
            />
          </Tabs.Panel>
        ) : null}
      </Tabs>
      {trying ? <DryRunDialog draft={settled} onClose={() => setTrying(false)} /> : null}
    </div>
  );
}

type DraftFormProps = {
  draft: AutomationDraft;
  settled: AutomationDraft;
  problems: readonly DraftProblem[];
  onChange: (draft: AutomationDraft) => void;
};

function DraftForm({ draft, settled, problems, onChange }: DraftFormProps) {
  const { query } = useConsole();
  const orgs = useOrgs();
  const senders = useQuery(query.automations.senders.queryOptions({ input: { org: draft.org } }));
  const variables = useQuery(
    query.automations.variables.queryOptions({
      input: { draft: settled, step: settled.steps[0]?.key ?? null },
      placeholderData: keepPreviousData,
    }),
  );
  const ofAll = problems.filter(({ step }) => step === null);
  return (
    <div className={style.draft}>
      <div className={style.form}>
        <TextInput
          label="Name"
          placeholder="Call a new contact"
          value={draft.name}
          maxLength={80}
          onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
        />
        <Textarea
          label="What it is for"
          autosize
          maxRows={4}
          value={draft.description}
          maxLength={500}
          onChange={(event) => onChange({ ...draft, description: event.currentTarget.value })}
        />
        {orgs.length > 1 ? (
          <Select
            label="Org"
            data={orgs.map(({ id, name }) => ({ value: id, label: name }))}
            value={draft.org}
            allowDeselect={false}
            onChange={(org) => onChange({ ...draft, org: org ?? draft.org })}
          />
        ) : null}
      </div>
      <section className={style.part} aria-labelledby="automation-when">
        <h3 id="automation-when">When</h3>
        <p className={style.sentence}>{triggerSentence(draft.trigger)}</p>
        <Faults of={besideFields(ofAll, [...triggerFields, 'name', 'steps'])} />
        <TriggerForm
          org={draft.org}
          trigger={draft.trigger}
          variables={variables.data ?? []}
          problems={ofAll}
          onChange={(trigger) => onChange({ ...draft, trigger })}
        />
      </section>
      <section className={style.part} aria-labelledby="automation-then">
        <h3 id="automation-then">Then</h3>
        <Faults of={ofAll.filter(({ field }) => field === 'steps')} />
        <StepsEditor
          draft={draft}
          senders={senders.data ?? []}
          problems={problems}
          onChange={(steps) => onChange({ ...draft, steps })}
        />
      </section>
    </div>
  );
}

/** What the trigger’s form shows beside its fields. */
const triggerFields = ['object', 'fields', 'where', 'when', 'soql'];

/** An automation as it is written, without how it is doing. */
export function draftOf({ id, name, description, org, trigger, steps, version }: Automation): AutomationDraft {
  return { id, name, description, org, trigger, steps, version };
}
