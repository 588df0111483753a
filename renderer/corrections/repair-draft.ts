import { z } from 'zod';
import { type Repair, repair } from '../../shared/contract/corrections-contract.ts';
import type { Action, ActionInput } from '../../shared/model/action.ts';

/** What a repair makes of the catalogue. */
export type RepairHere = NonNullable<Repair['here']>;

const carried = z.object({ repair: repair.shape.here.unwrap() });

/** The repair that Settings, Actions was opened with; null where it was opened by itself. */
export function carriedRepair(state: unknown): RepairHere | null {
  return carried.safeParse(state).data?.repair ?? null;
}

/** An action with a repair made: nothing of it is saved by that. */
export function repaired(action: Action, { input: name, ...change }: RepairHere): Action {
  if (name === null) return change.description === undefined ? action : { ...action, description: change.description };
  return {
    ...action,
    inputs: action.inputs.map((input) => (input.name === name ? repairedInput(input, change) : input)),
  };
}

function repairedInput(input: ActionInput, change: Omit<RepairHere, 'action' | 'input'>): ActionInput {
  const { fixed, description, required } = change;
  return {
    ...input,
    ...(fixed !== undefined && { from: { mode: 'fixed' as const, value: fixed } }),
    ...(description !== undefined && { description }),
    ...(required !== undefined && { required }),
  };
}
