import { type Field, isNumber } from '../schema/field.ts';

/** The locale of the org's users. */
const locale = 'en-US';

const minutes = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: '2-digit' } as const;

/** What FORMAT() makes of a value: text as the user's locale and time zone write it. */
export function formatValue(field: Field, value: unknown, timeZone: string): unknown {
  if (isNumber(field.type)) return formatNumber(field, Number(value));
  if (field.type === 'date') return new Date(String(value)).toLocaleDateString(locale, { timeZone: 'UTC' });
  if (field.type !== 'datetime') return value;
  // The narrow space newer locale data puts before AM and PM is not what Salesforce writes.
  return new Date(String(value)).toLocaleString(locale, { timeZone, ...minutes }).replaceAll('\u202f', ' ');
}

function formatNumber(field: Field, value: number): string {
  const digits = { minimumFractionDigits: 0, maximumFractionDigits: field.scale };
  if (field.type !== 'currency') return value.toLocaleString(locale, digits);
  return value.toLocaleString(locale, { ...digits, style: 'currency', currency: 'USD' });
}
