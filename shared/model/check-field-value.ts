import { proposalOfToken } from './change-set.ts';
import type { FieldValue } from './field-value.ts';
import { type FieldDescribe, isRequiredOnCreate } from './object-describe.ts';
import type { Proposal } from './proposal.ts';

const email = /^[^\s@<>(),;:"[\]]+@[^\s@<>(),;:"[\]]+\.[^\s@<>(),;:"[\].]{2,}$/;
const isoDate = /^\d{4}-\d{2}-\d{2}$/;
const isoDatetime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;
const salesforceId = /^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/;

/** Why Salesforce would refuse this value for this field, as one sentence; null where it would take it. */
export function checkFieldValue(
  field: FieldDescribe,
  value: FieldValue,
  operation: Proposal['operation'],
): string | null {
  if (operation === 'create' ? !field.createable : !field.updateable)
    return `${field.label} cannot be written by this user.`;
  if (value === null || value === '') return checkBlank(field, operation);
  switch (field.type) {
    case 'email':
      return typeof value === 'string' && email.test(value)
        ? checkLength(field, value)
        : `“${value}” is not an email address.`;
    case 'boolean':
      return typeof value === 'boolean' ? null : `${field.label} is yes or no.`;
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      return checkNumber(field, value);
    case 'date':
      return isRealDate(String(value)) ? null : `“${value}” is not a date (YYYY-MM-DD).`;
    case 'datetime':
      return isoDatetime.test(String(value)) && !Number.isNaN(Date.parse(String(value)))
        ? null
        : `“${value}” is not a date and time.`;
    case 'picklist':
      return checkPicklist(field, [String(value)]);
    case 'multipicklist':
      return checkPicklist(field, String(value).split(';'));
    case 'phone':
      return /\d/.test(String(value)) ? checkLength(field, value) : `“${value}” is not a phone number.`;
    case 'reference':
    case 'id':
      // The record that another proposal makes has no id yet.
      if (proposalOfToken(value)) return null;
      return salesforceId.test(String(value)) ? null : `“${value}” is not the id of a record.`;
    default:
      return checkLength(field, value);
  }
}

function checkBlank(field: FieldDescribe, operation: string): string | null {
  if (operation === 'create') return isRequiredOnCreate(field) ? `${field.label} is required.` : null;
  return field.nillable ? null : `${field.label} cannot be cleared.`;
}

function checkLength(field: FieldDescribe, value: FieldValue): string | null {
  const length = String(value).length;
  if (field.length === 0 || length <= field.length) return null;
  return `${field.label} is ${length - field.length} characters too long (at most ${field.length}).`;
}

function checkNumber(field: FieldDescribe, value: FieldValue): string | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return `“${value}” is not a number.`;
  if (field.type === 'int' && !Number.isInteger(value)) return `${field.label} is a whole number.`;
  const wholeDigits = field.type === 'int' ? field.digits : field.precision - field.scale;
  if (wholeDigits > 0 && Math.abs(value) >= 10 ** wholeDigits) {
    return `${field.label} has room for ${wholeDigits} digits before the decimal point.`;
  }
  return null;
}

function checkPicklist(field: FieldDescribe, values: readonly string[]): string | null {
  // An unrestricted picklist takes any text; only a restricted one refuses.
  if (!field.restrictedPicklist) return checkLength(field, values.join(';'));
  const unknown = values.find((value) => !field.picklistValues.some((entry) => entry.active && entry.value === value));
  return unknown === undefined ? null : `“${unknown}” is not one of the values of ${field.label}.`;
}

function isRealDate(text: string): boolean {
  if (!isoDate.test(text)) return false;
  const read = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text);
}
