import type { ProposedValue } from '../../../shared/model/proposal.ts';

/** What a value is to those who say it: how it is looked for, and what would contradict it. */
export type ValueKind = 'email' | 'phone' | 'name' | 'number' | 'amount' | 'words' | 'prose';

const names = new Set(['FirstName', 'LastName', 'MiddleName', 'SuppliedName']);
const prose = new Set(['Subject', 'Description', 'CommentBody', 'Comments']);
const amounts = new Set(['currency', 'double', 'percent', 'int']);
/** Nobody says these: what stands behind them is looked at elsewhere. */
const unsaid = new Set(['boolean', 'id', 'base64', 'anyType']);
const longText = 60;

/** What kind of value it is; null where it is none that is said aloud. */
export function kindOf({ field, type, value }: Pick<ProposedValue, 'field' | 'type' | 'value'>): ValueKind | null {
  if (value === null || value === '' || type === null || unsaid.has(type)) return null;
  if (type === 'email' || /email$/i.test(field)) return 'email';
  if (type === 'phone') return 'phone';
  if (names.has(field)) return 'name';
  if (amounts.has(type)) return 'amount';
  if (type === 'textarea' || prose.has(field) || String(value).length > longText) return 'prose';
  const text = String(value);
  const isNumber = type === 'string' && text.replace(/\D/g, '').length >= 4 && !/\p{L}{4}/u.test(text);
  return isNumber ? 'number' : 'words';
}

/** A value bare of how it is written, to compare it with others of its kind. */
export function bareValue(kind: ValueKind, value: unknown): string {
  const text = String(value ?? '').toLowerCase();
  if (kind === 'phone') return text.replace(/\D/g, '').slice(-10);
  if (kind === 'amount') return String(Number(text));
  return text.replace(/[^\p{L}\p{N}@.]/gu, '').replace(/\.$/, '');
}
