import { type Action, anyObject } from '../../shared/model/action.ts';
import { defineInput } from './define-input.ts';
import { namingFields } from './sought-record.ts';

/** An action on any object, as it is for this one: every field that was named is an input. Others stay as they are. */
export function concreteAction(action: Action, object: string, fields: readonly string[]): Action {
  if (action.object !== anyObject) return action;
  if (action.operation === 'read') return { ...action, object };
  const naming = new Set(namingFields(action));
  const named = action.operation === 'delete' ? [] : fields.filter((field) => !naming.has(field));
  return { ...action, object, inputs: named.map((field) => defineInput(field, field, '')) };
}
