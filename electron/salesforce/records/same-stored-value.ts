import { type FieldValue, sameFieldValue } from '../../../shared/model/field-value.ts';
import type { FieldDescribe } from '../../../shared/model/object-describe.ts';
import { fromSalesforceTime } from '../http-date.ts';
import { toId18 } from '../ids.ts';

/** Whether a value that was sent and one that was read are the same to Salesforce, which trims, rewrites times and lengthens ids. */
export function sameStoredValue(
  a: FieldValue | undefined,
  b: FieldValue | undefined,
  field: FieldDescribe | undefined,
): boolean {
  return sameFieldValue(asStored(a, field), asStored(b, field));
}

function asStored(value: FieldValue | undefined, field: FieldDescribe | undefined): FieldValue {
  if (value === undefined) return null;
  if (typeof value !== 'string') return value;
  const text = value.replaceAll('\r\n', '\n').trimEnd();
  switch (field?.type) {
    case 'datetime':
      return fromSalesforceTime(text) ?? text;
    case 'reference':
    case 'id':
      return toId18(text) ?? text;
    case 'email':
      return text.toLowerCase();
    case 'multipicklist':
      return text.split(';').sort().join(';');
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      return text === '' ? null : Number(text);
    default:
      return text;
  }
}
