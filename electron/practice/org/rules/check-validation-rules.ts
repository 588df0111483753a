import { ApiError, type ApiErrorEntry } from '../http/api-error.ts';
import type { RowWrite } from '../rows/write-row.ts';
import { storedRowMatches } from '../soql/row-matches.ts';

/** Runs the org's validation rules on a row as it would be stored; all that fire are told at once. */
export function checkValidationRules({ org, object }: RowWrite, id: string): void {
  const fired = org.rules.validations.filter(
    (rule) => rule.object === object.name && storedRowMatches({ org, object, id, condition: rule.when }),
  );
  if (fired.length === 0) return;
  const entries: ApiErrorEntry[] = fired.map((rule) => ({
    message: rule.message,
    errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    fields: rule.field === null ? [] : [rule.field],
  }));
  throw new ApiError(400, entries);
}
