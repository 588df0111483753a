import type { SQLInputValue } from 'node:sqlite';
import type { ApiErrorEntry } from '../http/api-error.ts';
import { toRecordId } from '../ids/record-id.ts';
import { type Field, isNumber, isText } from '../schema/field.ts';

/** Everything wrong with one value in itself, in the words Salesforce uses; lookups are checked elsewhere. */
export function checkValue(field: Field, value: SQLInputValue): ApiErrorEntry[] {
  if (value === null) return [];
  if (field.type === 'reference' || field.type === 'id') return checkId(field, String(value));
  if (isNumber(field.type)) return checkNumber(field, Number(value));
  return isText(field.type) ? checkText(field, String(value)) : [];
}

const entry = (errorCode: string, message: string, field: Field): ApiErrorEntry => ({
  message,
  errorCode,
  fields: [field.name],
});

/** A lookup value that is no id at all. */
export function wrongId(field: Field, text: string): ApiErrorEntry {
  return entry('MALFORMED_ID', `${field.label}: id value of incorrect type: ${text}`, field);
}

function checkId(field: Field, text: string): ApiErrorEntry[] {
  return toRecordId(text) === null ? [wrongId(field, text)] : [];
}

function checkNumber(field: Field, value: number): ApiErrorEntry[] {
  const whole = field.type === 'int' ? field.digits : field.precision - field.scale;
  if (Math.abs(value) < 10 ** whole) return [];
  return [
    entry(
      'NUMBER_OUTSIDE_VALID_RANGE',
      `${field.label}: value outside of valid range on numeric field: ${value}`,
      field,
    ),
  ];
}

// Looser than the RFC on purpose: Salesforce takes anything with one @ and a dotted domain.
const emailForm = /^[^\s@<>()[\],;:"]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z0-9-]{2,}$/;

function checkText(field: Field, text: string): ApiErrorEntry[] {
  if (field.byteLimit !== null && Buffer.byteLength(text) > field.byteLimit) {
    return [entry('STRING_TOO_LONG', tooLong(field, text, field.byteLimit), field)];
  }
  if (field.byteLimit === null && text.length > field.length) {
    return [entry('STRING_TOO_LONG', tooLong(field, text, field.length), field)];
  }
  if (field.type === 'email' && !emailForm.test(text)) {
    return [entry('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${text}`, field)];
  }
  return field.restrictedPicklist ? checkPicklist(field, text) : [];
}

const tooLong = (field: Field, text: string, limit: number) =>
  `${field.label}: data value too large: ${text} (max length=${limit})`;

function checkPicklist(field: Field, text: string): ApiErrorEntry[] {
  const wanted = field.type === 'multipicklist' ? text.split(';') : [text];
  const allowed = new Set(field.picklist.filter((choice) => choice.active).map((choice) => choice.value.toLowerCase()));
  if (allowed.size === 0) return [];
  const bad = wanted.find((value) => !allowed.has(value.toLowerCase()));
  if (bad === undefined) return [];
  return [
    entry(
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      `${field.label}: bad value for restricted picklist field: ${bad}`,
      field,
    ),
  ];
}
