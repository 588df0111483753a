import { type Action, type ActionInput, anyObject } from '../../shared/model/action.ts';
import { type Problem, toProblem } from '../../shared/model/problem.ts';
import { concreteAction } from './concrete-action.ts';
import { readObjectInputs } from './read-object-inputs.ts';
import type { RequestedValue } from './requested-value.ts';
import { idField } from './sought-record.ts';

/** What an agent asked for; an action on any object is told as it is for the one that was named. */
export type ReadInputs = {
  action: Action;
  values: RequestedValue[];
  ignored: string[];
  /** What its second proposal is made of. */
  followUp: FollowUp | null;
};
export type FollowUp = { action: string; values: RequestedValue[] };

/** Reads what an agent sent for an action: by input name or by field API name. Fixed inputs are not the agent's to set. */
export function readInputs(action: Action, inputs: Readonly<Record<string, unknown>>): ReadInputs | Problem {
  const refused = refuseNotOffered(action);
  if (refused) return refused;
  const isOfAny = action.object === anyObject && action.operation !== 'read';
  return isOfAny ? readAnyObject(action, inputs) : readNamed(action, inputs);
}

/** Why an action cannot be asked for; null where it can. */
export function refuseNotOffered(action: Action): Problem | null {
  if (action.off) {
    const message = `“${action.label}” is switched off here. Do without it, or hand over to a person.`;
    return toProblem('not-allowed', message, { code: 'off' });
  }
  if (!action.deprecated) return null;
  return toProblem('not-allowed', `“${action.label}” is no longer offered. Ask for another action.`, {
    code: 'deprecated',
  });
}

function readAnyObject(action: Action, inputs: Readonly<Record<string, unknown>>): ReadInputs | Problem {
  const read = readObjectInputs(action, inputs);
  if ('message' in read) return read;
  const { object, fields, recordId, ignored } = read;
  const naming = action.record === 'given' && recordId !== undefined ? [asked(idField, recordId)] : [];
  const values = [...naming, ...fields.map(([field, raw]) => asked(field, raw))];
  const names = values.map(({ field }) => field);
  return { action: concreteAction(action, object, names), values, ignored, followUp: null };
}

function readNamed(action: Action, inputs: Readonly<Record<string, unknown>>): ReadInputs {
  const values: RequestedValue[] = [];
  const ignored: string[] = [];
  let followUp: FollowUp | null = null;
  for (const [name, raw] of Object.entries(inputs)) {
    if (action.followedBy?.input === name.toLowerCase()) {
      followUp = { action: action.followedBy.action, values: [asked(action.followedBy.field, raw)] };
      continue;
    }
    const field = namingField(action, name) ?? collectedField(action, name);
    if (field === null) {
      ignored.push(name);
      continue;
    }
    values.push(asked(field, raw));
  }
  return { action, values, ignored, followUp };
}

/** A value as an agent sent it. */
export function asked(field: string, raw: unknown): RequestedValue {
  return {
    field,
    raw,
    askedBy: 'agent',
    origin: 'said',
    evidence: null,
    certainty: 'unsure',
    reasons: [],
    resolvedFrom: null,
    display: null,
    others: [],
  };
}

/** Whether somebody on the call may give this input a value. */
export function isCollected(input: ActionInput): boolean {
  return input.from.mode === 'collected' || input.from.mode === 'defaulted';
}

/** The field that names the record the action is about, where this input does. */
function namingField(action: Action, name: string): string | null {
  if (action.record !== 'given' && action.record !== 'found') return null;
  const wanted = name.toLowerCase();
  if (wanted === 'record_id' || wanted === 'id') return idField;
  const by = action.find?.by.find((each) => each.name.toLowerCase() === wanted || each.field.toLowerCase() === wanted);
  return by?.field ?? null;
}

function collectedField(action: Action, name: string): string | null {
  const wanted = name.toLowerCase();
  const input = action.inputs.find((each) => each.name.toLowerCase() === wanted || each.field.toLowerCase() === wanted);
  return input && isCollected(input) ? input.field : null;
}
