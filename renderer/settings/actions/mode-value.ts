import type { FieldValue } from '../../../shared/model/field-value.ts';
import type { FieldDescribe } from '../../../shared/model/object-describe.ts';

const numbers = new Set(['int', 'double', 'currency', 'percent']);

/** What was typed as a fixed value or default, in the form of its field; what cannot be read stays text, to be flagged. */
export function readModeValue(text: string, field: FieldDescribe | undefined): FieldValue {
  if (field?.type === 'boolean' && /^(true|yes)$/i.test(text.trim())) return true;
  if (field?.type === 'boolean' && /^(false|no)$/i.test(text.trim())) return false;
  const isNumber = field !== undefined && numbers.has(field.type) && /^-?\d+(\.\d+)?$/.test(text.trim());
  return isNumber ? Number(text) : text;
}

/** A fixed value or default as it is typed. */
export function showModeValue(value: FieldValue): string {
  return value === null ? '' : String(value);
}
