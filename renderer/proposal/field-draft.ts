import type { FieldValue } from '../../shared/model/field-value.ts';
import { type FieldDescribe, isRequiredOnCreate } from '../../shared/model/object-describe.ts';
import { fromWallClock, toWallClock } from '../ui/zoned-time.ts';

/** What stands in an input: text, or a tick. */
export type Draft = string | boolean;

/** A draft read as the value it stands for, or why it stands for none. */
export type ReadDraft = { ok: true; value: FieldValue } | { ok: false; reason: string };

type Operation = 'create' | 'update' | 'delete';

const numeric = ['int', 'double', 'currency', 'percent', 'long'];
const email = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+\.[^\s@<>()[\]\\,;:".]{2,}$/u;
const recordId = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;
const fewestPhoneDigits = 3;

/** Whether the field must be filled. An update may leave out what the record has already, but may not clear it. */
export function isRequired(field: FieldDescribe, operation: Operation): boolean {
  if (operation === 'create') return isRequiredOnCreate(field);
  return !field.nillable && field.type !== 'boolean';
}

/** The input's content for a value. */
export function toDraft(value: FieldValue, type: string, timeZone: string): Draft {
  if (type === 'boolean') return value === true;
  if (value === null) return '';
  if (type === 'datetime') return toWallClock(String(value), timeZone);
  return String(value);
}

/** Reads an input as its field wants it; what cannot be sent is refused here, before any request. */
export function readDraft(
  draft: Draft,
  field: FieldDescribe,
  context: { operation: Operation; timeZone: string },
): ReadDraft {
  if (typeof draft === 'boolean') return { ok: true, value: draft };
  // Salesforce trims text on its own; trimming here keeps what is approved equal to what is stored.
  const text = draft.trim();
  if (text === '') {
    return isRequired(field, context.operation) ? refuse(`${field.label} is required.`) : { ok: true, value: null };
  }
  if (numeric.includes(field.type)) return readNumber(text, field);
  const reason = reasonAgainst(text, field);
  if (reason) return refuse(reason);
  if (field.type !== 'datetime') return { ok: true, value: text };
  const instant = fromWallClock(text, context.timeZone);
  return instant ? { ok: true, value: instant } : refuse('This is no date and time.');
}

function refuse(reason: string): ReadDraft {
  return { ok: false, reason };
}

function reasonAgainst(text: string, field: FieldDescribe): string | null {
  if (field.length > 0 && text.length > field.length) {
    return `${text.length - field.length} characters too long: ${field.label} holds ${field.length}.`;
  }
  switch (field.type) {
    case 'email':
      return email.test(text) ? null : 'This is no e-mail address.';
    case 'phone':
      return (text.match(/\d/g)?.length ?? 0) >= fewestPhoneDigits ? null : 'This is no phone number.';
    case 'url':
      return URL.canParse(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`)
        ? null
        : 'This is no web address.';
    case 'date':
      return isDate(text) ? null : 'This is no date.';
    case 'reference':
    case 'id':
      return recordId.test(text) ? null : 'Choose a record.';
    case 'picklist':
      return isAllowed(text, field) ? null : `“${text}” is not one of the values of ${field.label}.`;
    case 'multipicklist':
      return text.split(';').every((each) => isAllowed(each, field))
        ? null
        : `${field.label} does not have all of these.`;
    default:
      return null;
  }
}

function isAllowed(text: string, field: FieldDescribe): boolean {
  if (!field.restrictedPicklist) return true;
  return field.picklistValues.some((entry) => entry.active && entry.value === text);
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

function readNumber(text: string, field: FieldDescribe): ReadDraft {
  const plain = text.replace(/[\s\u00a0\u202f']/g, '');
  if (!/^[+-]?(?:\d+(?:[.]\d*)?|[.]\d+)$/.test(plain)) {
    return refuse('This is no number. Write it with a point for decimals and nothing between thousands.');
  }
  const decimals = plain.split('.')[1]?.length ?? 0;
  const scale = field.type === 'int' || field.type === 'long' ? 0 : field.scale;
  if (decimals > scale) return refuse(scale === 0 ? 'Whole numbers only.' : `At most ${scale} decimals.`);
  const most = field.type === 'int' || field.type === 'long' ? field.digits : field.precision - field.scale;
  const whole = (plain.split('.')[0] ?? '').replace(/^[+-]?0*/, '').length;
  if (most > 0 && whole > most) return refuse(`At most ${most} digits before the decimals.`);
  return { ok: true, value: Number(plain) };
}
