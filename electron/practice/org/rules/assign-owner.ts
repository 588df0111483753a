import type { DraftRow } from '../rows/derive-row.ts';
import type { RowWrite } from '../rows/write-row.ts';
import { rowMatches } from '../soql/row-matches.ts';

const assignable: ReadonlySet<string> = new Set(['Account', 'Case', 'Lead']);

/** Runs the assignment rules, which REST does unless told `Sforce-Auto-Assign: FALSE`; a rule id names one rule. */
export function assignOwner({ org, context, object }: RowWrite, row: DraftRow): void {
  if (!assignable.has(object.name)) return;
  const wish = context.header('Sforce-Auto-Assign')?.trim() ?? 'TRUE';
  if (wish.toUpperCase() === 'FALSE') return;
  const named = org.rules.assignments.filter((rule) => rule.object === object.name);
  const rules = wish.toUpperCase() === 'TRUE' ? named : named.filter((rule) => rule.id.startsWith(wish.slice(0, 15)));
  const rule = rules.find(({ when }) => when === null || rowMatches({ org, object, row, condition: when }));
  if (rule !== undefined) row.OwnerId = rule.ownerId;
}
