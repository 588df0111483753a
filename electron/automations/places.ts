import type { AutomationCondition, AutomationDraft, AutomationStep } from '../../shared/model/automation.ts';

/** What places are filled in from, by name. */
export type Facts = Record<string, unknown>;

const place = /\{\{\s*([A-Za-z][\w.]*)\s*\}\}/g;
const onlyPlace = /^\s*\{\{\s*([A-Za-z][\w.]*)\s*\}\}\s*$/;

/** A text with its places filled in; `missing` are those that nothing is known for. */
export type Filled = { value: unknown; missing: string[] };

/** Fills in a text. What comes in is never read for places again; a text of one place alone keeps the kind of its value. */
export function fillIn(text: string, facts: Facts): Filled {
  const [, alone] = onlyPlace.exec(text) ?? [];
  if (alone !== undefined) {
    const value = factAt(facts, alone);
    return { value: value ?? null, missing: value === undefined ? [alone] : [] };
  }
  const missing: string[] = [];
  const value = text.replace(place, (_, path: string) => {
    const found = factAt(facts, path);
    if (found === undefined) missing.push(path);
    return toText(found);
  });
  return { value, missing };
}

/** The same, as a text whatever is in the place. */
export function fillText(text: string, facts: Facts): string {
  return toText(fillIn(text, facts).value);
}

/** The value a path leads to; undefined where it leads nowhere. */
export function factAt(facts: Facts, path: string): unknown {
  let at: unknown = facts;
  for (const name of path.split('.')) {
    if (at === null) return null;
    if (typeof at !== 'object' || !Object.hasOwn(at, name)) return undefined;
    at = Object.entries(at).find(([key]) => key === name)?.[1];
  }
  return at;
}

/** A value as people, messages and numbers to call take it. */
export function toText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(toText).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The paths that a text's places name. */
export function placesIn(text: string): string[] {
  return [...text.matchAll(place)].map(([, path = '']) => path);
}

/** The texts of a step that may hold places, by the part they stand in. */
export function textsOf(step: AutomationStep): { field: string; text: string }[] {
  const listed = (list: readonly { value: string }[], name: (at: number) => string) =>
    list.map(({ value }, at) => ({ field: name(at), text: value }));
  const plain = (texts: Record<string, string | null>) =>
    Object.entries(texts).flatMap(([field, text]) => (text === null ? [] : [{ field, text }]));
  switch (step.kind) {
    case 'look-up':
      return plain({ soql: step.soql });
    case 'action':
      return [...plain({ record: step.record }), ...listed(step.values, (at) => `values.${step.values[at]?.field}`)];
    case 'condition':
      return conditionTexts(step.where);
    case 'wait':
      return step.how.until === 'date' ? plain({ date: step.how.date }) : [];
    case 'call': {
      const { to, from, agent, record } = step;
      return [...plain({ to, from, agent, record }), ...listed(step.variables, (at) => `variables.${at}`)];
    }
    case 'message': {
      const { to, from, text, record } = step;
      return plain({ to, from, text, record });
    }
    case 'webhook':
      return [...plain({ url: step.url, record: step.record }), ...listed(step.values, (at) => `values.${at}`)];
    case 'contact': {
      const { record, phone, name, email, tags } = step;
      return [...plain({ record, phone, name, email, tags }), ...listed(step.attributes, (at) => `attributes.${at}`)];
    }
  }
}

/** A condition's values as places would name them, and the texts they are compared with. */
function conditionTexts({ tests, expression }: AutomationCondition): { field: string; text: string }[] {
  const asked = tests.flatMap(({ value, test }) => [`{{${value}}}`, test.text]);
  const named = [...(expression ?? '').matchAll(/\b[A-Za-z]\w*(?:\.[A-Za-z]\w*)+/g)].map(([path]) => `{{${path}}}`);
  return [...asked, ...named].map((text) => ({ field: 'where', text }));
}

/** Every path that an automation names anywhere. */
export function pathsOf({ trigger, steps }: Pick<AutomationDraft, 'trigger' | 'steps'>): string[] {
  const own = 'where' in trigger ? conditionTexts(trigger.where) : [];
  return [...own, ...steps.flatMap(textsOf)].flatMap(({ text }) => placesIn(text));
}

/** Fields of the record it begins with that an automation names: `Email`, `Account.Name`. */
export function recordFieldsOf(of: Pick<AutomationDraft, 'trigger' | 'steps'>): string[] {
  const named = pathsOf(of).flatMap((path) => (path.startsWith('record.') ? [path.slice('record.'.length)] : []));
  const watched = of.trigger.kind === 'record-changed' ? of.trigger.fields : [];
  return [...new Set([...named, ...watched])].filter((name) => name !== 'Id' && name !== 'Name');
}
