import type { FieldType as SelectedField } from '@jetstreamapp/soql-parser-js';
import type { QueryScope } from './query-scope.ts';
import { soqlError } from './soql-error.ts';

/** Replaces `FIELDS(ALL|STANDARD|CUSTOM)` by the fields the user may see. */
export function expandFields(scope: QueryScope, selected: readonly SelectedField[]): SelectedField[] {
  const named = new Set(selected.flatMap((one) => (one.type === 'Field' ? [one.field.toLowerCase()] : [])));
  return selected.flatMap((one) => {
    if (one.type !== 'FieldFunctionExpression' || one.functionName.toUpperCase() !== 'FIELDS') return [one];
    const which = String(one.parameters[0]).toUpperCase();
    return scope.object.fields
      .filter((field) => which === 'ALL' || field.custom === (which === 'CUSTOM'))
      .filter((field) => !named.has(field.name.toLowerCase()))
      .map((field): SelectedField => ({ type: 'Field', field: field.name }));
  });
}

/** ALL and CUSTOM may be many fields, so Salesforce wants at most 200 rows of them. */
export function refuseUnboundedFields(
  text: string,
  selected: readonly SelectedField[],
  limit: number | undefined,
): void {
  const unbounded = selected.some(
    (one) =>
      one.type === 'FieldFunctionExpression' &&
      one.functionName.toUpperCase() === 'FIELDS' &&
      String(one.parameters[0]).toUpperCase() !== 'STANDARD',
  );
  if (unbounded && (limit === undefined || limit > 200)) {
    throw soqlError(text, 'FIELDS', 'MALFORMED_QUERY', 'The SOQL FIELDS function must have a LIMIT of at most 200');
  }
}
