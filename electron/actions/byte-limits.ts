import type { FieldValue } from '../../shared/model/field-value.ts';
import type { FieldDescribe } from '../../shared/model/object-describe.ts';

/** Fields that Salesforce limits in bytes; the describe speaks of characters. */
const byteLimits: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  CaseComment: { CommentBody: 4000 },
};

/** Why a text has too many bytes for its field, as one sentence; null where it fits. */
export function checkByteLimit(object: string, field: FieldDescribe, value: FieldValue): string | null {
  const limit = byteLimits[object]?.[field.name];
  if (limit === undefined || typeof value !== 'string') return null;
  const bytes = Buffer.byteLength(value, 'utf8');
  if (bytes <= limit) return null;
  return `${field.label} is ${bytes - limit} bytes too long (at most ${limit.toLocaleString('en-US')}; letters with accents and emoji take several).`;
}
