import type { Action } from '../../shared/model/action.ts';
import { type Problem, toProblem } from '../../shared/model/problem.ts';

const apiName = /^[A-Za-z]\w{0,79}$/;
const mostFields = 100;

/** Whether a text can be the API name of an object or a field. */
export function isApiName(text: string): boolean {
  return apiName.test(text);
}

/** What an agent sent for an action on any object. */
export type ObjectInputs = {
  object: string;
  fields: [name: string, value: unknown][];
  recordId: unknown;
  ignored: string[];
};

/** Reads `object`, `fields` and `record_id`; names that cannot be API names are refused before anything is asked. */
export function readObjectInputs(action: Action, inputs: Readonly<Record<string, unknown>>): ObjectInputs | Problem {
  const { object, fields = {}, record_id: recordId, ...rest } = inputs;
  if (typeof object !== 'string' || !apiName.test(object)) {
    return refusal(action, 'names no object by its API name, such as Opportunity');
  }
  const read = typeof fields === 'string' ? parsed(fields) : fields;
  if (typeof read !== 'object' || read === null || Array.isArray(read)) {
    return refusal(action, 'sent fields that are no list of names and values');
  }
  const named = Object.entries(read);
  if (named.length > mostFields) return refusal(action, `sent more than ${mostFields} fields`);
  const bad = named.find(([name]) => !apiName.test(name));
  if (bad) return refusal(action, `sent a field whose name is none: “${bad[0].slice(0, 80)}”`);
  const once = new Map(named.map(([name, value]) => [name.toLowerCase(), [name, value] as [string, unknown]]));
  return { object, fields: [...once.values()], recordId, ignored: Object.keys(rest) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refusal(action: Action, what: string): Problem {
  return toProblem('invalid-input', `“${action.label}” ${what}.`, { code: 'bad-inputs' });
}
