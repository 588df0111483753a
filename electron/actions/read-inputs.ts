import type { Action, ActionInput } from '../../shared/model/action.ts';
import { type Problem, toProblem } from '../../shared/model/problem.ts';
import type { RequestedValue } from './requested-value.ts';

/** Reads what an agent sent for an action: by input name or by field API name. Fixed inputs are not the agent's to set. */
export function readInputs(
  action: Action,
  inputs: Readonly<Record<string, unknown>>,
): { values: RequestedValue[]; recordId: string | null; ignored: string[] } | Problem {
  if (action.deprecated) {
    return toProblem('not-allowed', `“${action.label}” is no longer offered. Ask for another action.`, {
      code: 'deprecated',
    });
  }
  const values: RequestedValue[] = [];
  const ignored: string[] = [];
  let recordId: string | null = null;
  for (const [name, raw] of Object.entries(inputs)) {
    if (name === 'record_id' && action.record === 'given') {
      recordId = typeof raw === 'string' ? raw : null;
      continue;
    }
    const input = findInput(action, name);
    if (!input || !isCollected(input)) {
      ignored.push(name);
      continue;
    }
    values.push({
      field: input.field,
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
  return { values, recordId, ignored };
}

/** Whether somebody on the call may give this input a value. */
export function isCollected(input: ActionInput): boolean {
  return input.from.mode === 'collected' || input.from.mode === 'defaulted';
}

function findInput(action: Action, name: string): ActionInput | undefined {
  const wanted = name.toLowerCase();
  return action.inputs.find((input) => input.name.toLowerCase() === wanted || input.field.toLowerCase() === wanted);
}
