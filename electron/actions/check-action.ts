import type { ActionFlag } from '../../shared/contract/action-views.ts';
import { isAccessToken } from '../../shared/model/access-token.ts';
import { type Action, type ActionInput, anyObject } from '../../shared/model/action.ts';
import { checkFieldValue } from '../../shared/model/check-field-value.ts';
import { isRequiredOnCreate, type ObjectDescribe } from '../../shared/model/object-describe.ts';

/** What of an action the org does not allow, and what to do about it. */
export function checkAction(action: Action, describe: ObjectDescribe | null): ActionFlag[] {
  if (action.object === anyObject || isAccessToken(action)) return [];
  if (!describe) {
    const message = `This org has no object ${action.object}, or this user may not see it. Choose another object, or take the action out of use.`;
    return [{ input: null, message }];
  }
  return [...checkObject(action, describe), ...action.inputs.flatMap((input) => checkInput(action, input, describe))];
}

function checkObject(action: Action, describe: ObjectDescribe): ActionFlag[] {
  const allowed = { create: describe.createable, update: describe.updateable, delete: describe.deletable, read: true };
  if (!allowed[action.operation]) {
    const message = `This user may not ${action.operation} ${describe.labelPlural.toLowerCase()}. Ask an admin for the right, or take the action out of use.`;
    return [{ input: null, message }];
  }
  if (action.operation !== 'create') return [];
  const filled = new Set(action.inputs.map(({ field }) => field));
  return describe.fields
    .filter((field) => isRequiredOnCreate(field) && !filled.has(field.name))
    .map(({ label, name }) => ({ input: null, message: `${label} is required. Add an input for ${name}.` }));
}

function checkInput(action: Action, input: ActionInput, describe: ObjectDescribe): ActionFlag[] {
  const field = describe.fields.find(({ name }) => name === input.field);
  const flag = (message: string): ActionFlag[] => [{ input: input.name, message }];
  if (!field) {
    return flag(
      `${describe.label} has no field ${input.field} in this org. Choose another field, or remove the input.`,
    );
  }
  const isWritable = action.operation === 'create' ? field.createable : field.updateable;
  if (!isWritable)
    return flag(`This user may not write ${field.label}. Ask an admin for the right, or remove the input.`);
  const { from } = input;
  if (from.mode !== 'fixed' && from.mode !== 'defaulted') return [];
  const refused = checkFieldValue(field, from.value, action.operation);
  return refused ? flag(`${refused} Change the ${from.mode === 'fixed' ? 'fixed value' : 'default'}.`) : [];
}
