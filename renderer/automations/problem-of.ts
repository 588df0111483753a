import type { DraftProblem } from '../../shared/contract/automations-contract.ts';

/** What is wrong with one field of a form. */
export function problemOf(problems: readonly DraftProblem[], field: string): string | undefined {
  return problems.find((each) => each.field === field)?.message;
}

/** What no field of a form shows: it stands above. */
export function besideFields(problems: readonly DraftProblem[], fields: readonly string[]): DraftProblem[] {
  return problems.filter(({ field }) => field === null || !fields.includes(field.split('.')[0] ?? ''));
}
