import type { AutomationDraft, AutomationStep, Trigger } from '../../shared/model/automation.ts';
import { conditionWords, roundWords, stepSentence, triggerNames, waitWords } from './step-words.ts';

/** One thing that is another in a later version; blank where it is not there. */
export type VersionChange = { what: string; before: string; after: string };

/** What is different between two versions of an automation, part by part. */
export function versionChanges(
  before: AutomationDraft,
  after: AutomationDraft,
  actionLabel: (key: string) => string,
): VersionChange[] {
  const one = (what: string, was: string, is: string) => (was === is ? [] : [{ what, before: was, after: is }]);
  return [
    ...one('Name', before.name, after.name),
    ...one('What it is for', before.description, after.description),
    ...one('Org', before.org, after.org),
    ...compared('When', partsOf(before.trigger), partsOf(after.trigger)),
    ...stepChanges(before.steps, after.steps, actionLabel),
    ...one('Order of the steps', orderOf(before, after), orderOf(after, before)),
  ];
}

function stepChanges(
  before: readonly AutomationStep[],
  after: readonly AutomationStep[],
  actionLabel: (key: string) => string,
): VersionChange[] {
  const told = (step: AutomationStep) => ({ what: `Step “${step.label}”`, sentence: stepSentence(step, actionLabel) });
  const changed = after.flatMap((step) => {
    const was = before.find(({ key }) => key === step.key);
    const { what, sentence } = told(step);
    return was ? compared(what, partsOf(was), partsOf(step)) : [{ what, before: '', after: sentence }];
  });
  const gone = before
    .filter(({ key }) => !after.some((step) => step.key === key))
    .map(told)
    .map(({ what, sentence }) => ({ what, before: sentence, after: '' }));
  return [...changed, ...gone];
}

/** The steps that both have, in the order of the first. */
function orderOf(of: AutomationDraft, other: AutomationDraft): string {
  const both = of.steps.filter(({ key }) => other.steps.some((step) => step.key === key));
  return both.map(({ key }) => other.steps.find((step) => step.key === key)?.label ?? key).join(', ');
}

function compared(what: string, before: Map<string, string>, after: Map<string, string>): VersionChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((part) => {
    const [was = '', is = ''] = [before.get(part), after.get(part)];
    return was === is ? [] : [{ what: `${what}, ${part}`, before: was, after: is }];
  });
}

/** What a trigger or a step is made of, each part under the name it has in the form. */
function partsOf(of: Trigger | AutomationStep): Map<string, string> {
  const parts = new Map<string, string>();
  for (const [name, value] of Object.entries(of)) {
    if (name === 'key') continue;
    const shown = partNames[name] ?? name;
    if (Array.isArray(value) && value.some(isNamed)) {
      for (const each of value.filter(isNamed)) parts.set(`${shown}: ${each.name ?? each.field}`, each.value);
    } else parts.set(shown, wordsOf(of, name, value));
  }
  return parts;
}

function wordsOf(of: Trigger | AutomationStep, name: string, value: unknown): string {
  if (name === 'where' && 'where' in of) return conditionWords(of.where);
  if (name === 'how' && of.kind === 'wait') return waitWords(of.how);
  if (name === 'when' && of.kind === 'schedule') return roundWords(of.when);
  if (name === 'kind') return Object.entries(triggerNames).find(([kind]) => kind === value)?.[1] ?? of.kind;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.join(', ');
  return value === null || value === undefined ? '' : String(value);
}

type Named = { name?: string; field?: string; value: string };

function isNamed(value: unknown): value is Named {
  return typeof value === 'object' && value !== null && 'value' in value;
}

const partNames: Readonly<Record<string, string>> = {
  kind: 'starts with',
  label: 'name',
  object: 'object',
  fields: 'fields',
  moment: 'when it',
  actions: 'actions',
  afterMinutes: 'minutes overdue',
  where: 'only where',
  soql: 'query',
  most: 'records at most',
  action: 'action',
  record: 'record',
  values: 'value',
  waits: 'waits until it is done',
  otherwise: 'otherwise',
  how: 'until',
  when: 'comes round',
  via: 'through',
  to: 'to',
  from: 'from',
  agent: 'agent',
  variables: 'told to the agent',
  text: 'text',
  url: 'address',
  secret: 'secret',
  idempotencyHeader: 'idempotency header',
  phone: 'phone',
  name: 'name',
  email: 'email',
  tags: 'tags',
  attributes: 'attribute',
};
