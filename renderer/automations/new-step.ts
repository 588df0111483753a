import { assertNever } from '../../shared/model/assert-never.ts';
import {
  type AutomationDraft,
  type AutomationStep,
  always,
  type StepKind,
  type Trigger,
  type TriggerKind,
} from '../../shared/model/automation.ts';
import { stepNames } from './step-words.ts';

/** A step of a kind, with nothing filled in that a person would have to take out again. */
export function newStep(kind: StepKind, steps: readonly AutomationStep[], via: string): AutomationStep {
  const common = { key: freeKey(kind.replace('-', '_'), steps), label: stepNames[kind].name };
  switch (kind) {
    case 'look-up':
      return { ...common, kind, soql: '', most: 1 };
    case 'action':
      return { ...common, kind, action: 'create_case', object: null, record: null, values: [], waits: true };
    case 'condition':
      return { ...common, kind, where: { ...always, tests: [noTest] }, otherwise: 'end' };
    case 'wait':
      return { ...common, kind, how: { until: 'minutes', minutes: 5 } };
    case 'call':
      return { ...common, kind, via, to: '', from: '', agent: '', record: null, variables: [], waits: true };
    case 'message':
      return { ...common, kind, via, to: '', from: '', text: '', record: null, waits: true };
    case 'webhook':
      return { ...common, kind, url: '', record: null, values: [], secret: null, idempotencyHeader: null, waits: true };
    case 'contact':
      return {
        ...common,
        kind,
        via,
        record: '',
        phone: '',
        name: '',
        email: '',
        tags: '',
        attributes: [],
        waits: true,
      };
    default:
      return assertNever(kind);
  }
}

/** A question that still has to be asked. */
export const noTest = { value: 'record.Id', test: { test: 'not-blank', text: '' } } as const;

/** A trigger of a kind, ready to be filled in. */
export function newTrigger(kind: TriggerKind): Trigger {
  switch (kind) {
    case 'record-created':
      return { kind, object: 'Contact', where: always };
    case 'record-changed':
      return { kind, object: 'Contact', fields: [], where: always };
    case 'call':
      return { kind, moment: 'ended', where: always };
    case 'outcome-written':
      return { kind, where: always };
    case 'proposal-written':
      return { kind, actions: [], where: always };
    case 'promise-broken':
      return { kind, afterMinutes: 60, where: always };
    case 'schedule':
      return { kind, when: { every: 'day', times: ['09:00'], weekdays: [1, 2, 3, 4, 5], zone: null }, soql: null };
    case 'by-hand':
      return { kind, object: 'Contact' };
    default:
      return assertNever(kind);
  }
}

/** An automation with nothing in it yet. */
export function newDraft(org: string): AutomationDraft {
  return { id: null, name: '', description: '', org, trigger: newTrigger('record-created'), steps: [], version: null };
}

/** A step somewhere else in the list. */
export function moved<Of>(list: readonly Of[], from: number, to: number): Of[] {
  if (to < 0 || to >= list.length) return [...list];
  const rest = list.filter((_, index) => index !== from);
  const one = list[from];
  return one === undefined ? [...list] : [...rest.slice(0, to), one, ...rest.slice(to)];
}

function freeKey(base: string, steps: readonly AutomationStep[]): string {
  const taken = new Set(steps.map(({ key }) => key));
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}_${number}`)) number += 1;
  return `${base}_${number}`;
}
