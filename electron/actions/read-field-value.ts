import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import type { FieldValue } from '../../shared/model/field-value.ts';
import type { FieldDescribe } from '../../shared/model/object-describe.ts';
import { readDate } from './read-date.ts';
import { readNumber } from './read-number.ts';
import type { ReadingContext } from './reading-context.ts';

/** A value in the form Salesforce takes for its field. What cannot be read stays as it was said, for the check to refuse. */
export type ReadValue = { value: FieldValue; resolvedFrom: string | null; warning: string | null };

/** Turns what was said or sent into the field's own form: API name of a picklist's label, ISO date, number, phone. */
export function readFieldValue(field: FieldDescribe, raw: unknown, context: ReadingContext): ReadValue {
  if (raw === null || raw === undefined || raw === '') return plain(null);
  if (typeof raw === 'object') return plain(JSON.stringify(raw));
  if (typeof raw === 'bigint') return plain(Number(raw));
  if (typeof raw !== 'string') return plain(typeof raw === 'number' || typeof raw === 'boolean' ? raw : String(raw));
  const text = raw.trim();
  switch (field.type) {
    case 'email':
      return plain(text.replace(/@.*$/, (domain) => domain.toLowerCase()));
    case 'phone':
      return plain(readPhone(text, context.country));
    case 'boolean':
      return plain(readBoolean(text) ?? text);
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      return plain(readNumber(text, context.locale) ?? text);
    case 'date':
    case 'datetime':
      return readDated(text, field.type, context);
    case 'picklist':
      return readPicklist(field, text);
    default:
      return plain(text);
  }
}

/** A number as it is dialled from anywhere, in groups; as it was said where it cannot be one of the country. */
export function readPhone(text: string, country: string): string {
  const region: CountryCode | undefined = isSupportedCountry(country) ? country : undefined;
  const read = parsePhoneNumberFromString(text, region);
  // "possible" and not "valid": numbers of new or reserved ranges are real to the people who have them.
  return read?.isPossible() ? read.formatInternational() + (read.ext ? ` x${read.ext}` : '') : text;
}

function plain(value: FieldValue): ReadValue {
  return { value, resolvedFrom: null, warning: null };
}

function readDated(text: string, kind: 'date' | 'datetime', context: ReadingContext): ReadValue {
  if (kind === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(text)) return plain(text);
  const read = readDate(text, kind, context);
  if (!read) return plain(text);
  return { value: read.iso, resolvedFrom: read.relative ? text : null, warning: null };
}

function readBoolean(text: string): boolean | null {
  if (/^(true|yes|y|1)$/i.test(text)) return true;
  return /^(false|no|n|0)$/i.test(text) ? false : null;
}

function readPicklist(field: FieldDescribe, text: string): ReadValue {
  const wanted = text.toLowerCase();
  const active = field.picklistValues.filter((entry) => entry.active);
  const found =
    active.find((entry) => entry.value === text) ??
    active.find((entry) => entry.value.toLowerCase() === wanted || entry.label.toLowerCase() === wanted);
  if (found) return plain(found.value);
  return {
    value: text,
    resolvedFrom: null,
    warning: `“${text}” is not among the values of ${field.label} in this org`,
  };
}
