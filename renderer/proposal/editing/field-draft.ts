import { checkFieldValue } from '../../../shared/model/check-field-value.ts';
import type { FieldValue } from '../../../shared/model/field-value.ts';
import { type FieldDescribe, isRequiredOnCreate } from '../../../shared/model/object-describe.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { fromWallClock, toWallClock } from '../../ui/zoned-time.ts';

/** What stands in an input: text, or a tick. */
export type Draft = string | boolean;

/** A draft read as the value it stands for, or why it stands for none. */
export type ReadDraft = { ok: true; value: FieldValue } | { ok: false; reason: string };

type Operation = Proposal['operation'];

const numeric = ['int', 'long', 'double', 'currency', 'percent'];

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
  const read = parse(draft, field, context.timeZone);
  if (!read.ok) return read;
  const reason = checkFieldValue(field, read.value, context.operation);
  return reason === null ? read : { ok: false, reason };
}

function parse(draft: Draft, field: FieldDescribe, timeZone: string): ReadDraft {
  if (typeof draft === 'boolean') return { ok: true, value: draft };
  // Salesforce trims text on its own; trimming here keeps what is approved equal to what is stored.
  const text = draft.trim();
  if (text === '') return { ok: true, value: null };
  if (numeric.includes(field.type)) return parseNumber(text, field);
  if (field.type !== 'datetime') return { ok: true, value: text };
  const instant = fromWallClock(text, timeZone);
  return instant === null ? { ok: false, reason: `“${text}” is not a date and time.` } : { ok: true, value: instant };
}

function parseNumber(text: string, field: FieldDescribe): ReadDraft {
  const plain = text.replace(/[\s\u00a0\u202f']/g, '');
  if (!/^[+-]?(?:\d+(?:[.]\d*)?|[.]\d+)$/.test(plain)) {
    return {
      ok: false,
      reason: `“${text}” is not a number. Write it with a point for decimals and nothing between thousands.`,
    };
  }
  // Salesforce rounds what does not fit; then something else than what was approved would be written.
  const decimals = plain.split('.')[1]?.replace(/0+$/, '').length ?? 0;
  const scale = field.type === 'int' || field.type === 'long' ? 0 : field.scale;
  if (decimals > scale) {
    return {
      ok: false,
      reason: `${field.label} holds ${scale === 0 ? 'whole numbers' : `at most ${scale} decimals`}.`,
    };
  }
  return { ok: true, value: Number(plain) };
}
