import type { ActionInput } from '../../shared/model/action.ts';

/** An input that is collected from the conversation, unless told otherwise. */
export function defineInput(
  name: string,
  field: string,
  description: string,
  rest: Partial<ActionInput> = {},
): ActionInput {
  return { name, field, description, required: false, from: { mode: 'collected' }, onlyForStrangers: false, ...rest };
}
