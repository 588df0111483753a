import { Menu } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { DraftProblem, Sender } from '../../shared/contract/automations-contract.ts';
import { type AutomationDraft, type AutomationStep, mostSteps, type StepKind } from '../../shared/model/automation.ts';
import { useConsole } from '../client/console-context.tsx';
import { useActions } from '../settings/actions/use-actions.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import { Press } from '../ui/press.tsx';
import style from './automations.module.css';
import { Faults } from './faults.tsx';
import { moved, newStep } from './new-step.ts';
import { besideFields } from './problem-of.ts';
import { StepForm } from './step-form.tsx';
import { stepNames, stepSentence } from './step-words.ts';
import { useSettledDraft } from './use-settled-draft.ts';

/** What the form of a step shows beside its fields. */
const stepFields = [
  ...['label', 'soql', 'action', 'object', 'record', 'values', 'where', 'date', 'how', 'via', 'to', 'from', 'agent'],
  ...['variables', 'text', 'url', 'secret', 'idempotencyHeader', 'phone', 'name', 'email', 'tags', 'attributes'],
];

type StepsEditorProps = {
  draft: AutomationDraft;
  senders: readonly Sender[];
  problems: readonly DraftProblem[];
  onChange: (steps: AutomationStep[]) => void;
};

const kinds: readonly StepKind[] = ['look-up', 'action', 'condition', 'wait', 'call', 'message', 'webhook', 'contact'];

/** The steps as a list to read; the one that is open can be filled in. */
export function StepsEditor({ draft, senders, problems, onChange }: StepsEditorProps) {
  const { steps } = draft;
  const [open, setOpen] = useState<string | null>(null);
  const [added, setAdded] = useState<string | null>(null);
  const announce = useAnnounce();
  const add = (kind: StepKind, at: number) => {
    const able = senders.find(({ can, missing }) => can.some((each) => each === kind) && missing.length === 0);
    const step = newStep(kind, steps, able?.via ?? '');
    onChange([...steps.slice(0, at), step, ...steps.slice(at)]);
    setOpen(step.key);
    setAdded(step.key);
  };
  const move = (from: number, to: number) => {
    onChange(moved(steps, from, to));
    announce(`${steps[from]?.label} is step ${to + 1} of ${steps.length}`);
  };
  return (
    <ol className={style.steps} aria-label="Steps">
      {steps.map((step, index) => (
        <StepRow
          key={step.key}
          step={step}
          number={index + 1}
          last={index === steps.length - 1}
          draft={draft}
          senders={senders}
          problems={problems.filter((each) => each.step === step.key)}
          open={open === step.key}
          added={added === step.key}
          onToggle={() => setOpen(open === step.key ? null : step.key)}
          onChange={(next) => onChange(steps.map((each) => (each.key === step.key ? next : each)))}
          onMove={(by) => move(index, index + by)}
          onRemove={() => onChange(steps.filter((each) => each.key !== step.key))}
        />
      ))}
      <li className={style.addStep}>
        <AddStep full={steps.length >= mostSteps} onAdd={(kind) => add(kind, steps.length)} />
        {steps.length === 0 ? (
          <span className={style.quiet}>Every effect is proposed first, and waits as all else does.</span>
        ) : null}
      </li>
    </ol>
  );
}

function AddStep(props: { full: boolean; onAdd: (kind: StepKind) => void }) {
  return (
    <Menu
      width={320}
      position="bottom-start"
      returnFocus={false}
      transitionProps={{ duration: 0 }}
      classNames={{ dropdown: style.menu, item: style.menuOption }}
    >
      <Menu.Target>
        <Press refusedBecause={props.full ? `An automation has at most ${mostSteps} steps.` : null}>Add a step</Press>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map((kind) => (
          <Menu.Item key={kind} onClick={() => props.onAdd(kind)}>
            <strong>{stepNames[kind].name}</strong>
            <span className={style.does}>{stepNames[kind].does}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

type StepRowProps = Omit<StepsEditorProps, 'onChange'> & {
  step: AutomationStep;
  number: number;
  last: boolean;
  open: boolean;
  /** Just now, by whoever sits here: it is filled in next. */
  added: boolean;
  onToggle: () => void;
  onChange: (step: AutomationStep) => void;
  onMove: (by: number) => void;
  onRemove: () => void;
};

function StepRow(props: StepRowProps) {
  const { step, number, last, open, problems, onMove } = props;
  const actions = useActions().data ?? [];
  const body = useId();
  const labelOf = (key: string) => actions.find(({ action }) => action.key === key)?.action.label ?? key;
  return (
    <li className={style.step} data-wrong={problems.length > 0 || undefined}>
      <span className={style.number} aria-hidden="true">
        {number}
      </span>
      <div className={style.stepMain}>
        <div className={style.stepHead}>
          <button
            type="button"
            className={style.stepTitle}
            aria-expanded={open}
            aria-controls={body}
            onClick={props.onToggle}
          >
            <strong>
              <span className="sr-only">Step {number}: </span>
              {step.label}
            </strong>
            <span className={style.sentence}>{stepSentence(step, labelOf)}</span>
          </button>
          <div className={style.stepTools}>
            <Press
              tone="quiet"
              label={`Move ${step.label} up`}
              refusedBecause={number === 1 ? 'It is the first.' : null}
              onPress={() => onMove(-1)}
            >
              ↑
            </Press>
            <Press
              tone="quiet"
              label={`Move ${step.label} down`}
              refusedBecause={last ? 'It is the last.' : null}
              onPress={() => onMove(1)}
            >
              ↓
            </Press>
            <Press tone="quiet" label={`Remove ${step.label}`} onPress={props.onRemove}>
              Remove
            </Press>
          </div>
        </div>
        <Faults of={open ? besideFields(problems, stepFields) : problems} />
        <div id={body} hidden={!open}>
          {open ? <OpenStep {...props} /> : null}
        </div>
      </div>
    </li>
  );
}

function OpenStep({ step, draft, senders, problems, added, onChange }: StepRowProps) {
  const { query } = useConsole();
  const settled = useSettledDraft(draft);
  const variables = useQuery(
    query.automations.variables.queryOptions({
      input: { draft: settled, step: step.key },
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <StepForm
      autoFocus={added}
      step={step}
      org={draft.org}
      variables={variables.data ?? []}
      senders={senders}
      problems={problems}
      onChange={onChange}
    />
  );
}
