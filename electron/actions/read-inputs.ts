import type { Action, ActionInput } from '../../shared/model/action.ts';
import { type Problem, toProblem } from '../../shared/model/problem.ts';
import type { RequestedValue } from './requested-value.ts';
import { idField } from './sought-record.ts';

/** Reads what an agent sent for an action: by input name or by field API name. Fixed inputs are not the agent's to set. */
export function readInputs(
  action: Action,
  inputs: Readonly<Record<string, unknown>>,
): { values: RequestedValue[]; ignored: string[] } | Problem {
  if (action.deprecated) {
    return toProblem('not-allowed', `“${action.label}” is no longer offered. Ask for another action.`, {
      code: 'deprecated',
    });
  }
  const values: RequestedValue[] = [];
  const ignored: string[] = [];
  for (const [name, raw] of Object.entries(inputs)) {
    const field = namingField(action, name) ?? collectedField(action, name);
    if (field === null) {
      ignored.push(name);
      continue;
    }
    values.push({
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
    });
  }
  return { values, ignored };
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
