import type { FieldValue } from '../../shared/model/field-value.ts';
import type { FieldDescribe } from '../../shared/model/object-describe.ts';

/** A value as people read it, and as it is stored where that differs. */
export type FormattedValue = { text: string; stored: string | null };

type Manner = { locale: string; timeZone: string };

/** Formats a value that is not blank. */
export function formatValue(
  value: NonNullable<FieldValue>,
  type: string | null,
  describe: FieldDescribe | null,
  manner: Manner,
): FormattedValue {
  if (typeof value === 'boolean') return { text: value ? 'Yes' : 'No', stored: String(value) };
  switch (type) {
    case 'picklist':
    case 'multipicklist':
    case 'combobox':
      return asPicklist(String(value), describe);
    case 'date':
      return asDate(String(value), { dateStyle: 'medium', timeZone: 'UTC' }, manner);
    case 'datetime':
      return asDate(String(value), { dateStyle: 'medium', timeStyle: 'short', timeZone: manner.timeZone }, manner);
    default:
      return typeof value === 'number' ? asNumber(value, type, describe, manner) : { text: value, stored: null };
  }
}

function asPicklist(value: string, describe: FieldDescribe | null): FormattedValue {
  const labels = value
    .split(';')
    .map((each) => describe?.picklistValues.find((entry) => entry.value === each)?.label ?? each);
  return { text: labels.join('; '), stored: value };
}

function asDate(value: string, style: Intl.DateTimeFormatOptions, manner: Manner): FormattedValue {
  const at = Date.parse(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  if (Number.isNaN(at)) return { text: value, stored: null };
  return { text: new Intl.DateTimeFormat(tag(manner.locale), style).format(at), stored: value };
}

function asNumber(value: number, type: string | null, describe: FieldDescribe | null, manner: Manner): FormattedValue {
  const fewest = type === 'currency' ? (describe?.scale ?? 2) : 0;
  const text = new Intl.NumberFormat(tag(manner.locale), {
    minimumFractionDigits: fewest,
    maximumFractionDigits: Math.max(fewest, describe?.scale ?? 10),
  }).format(value);
  return { text: type === 'percent' ? `${text} %` : text, stored: String(value) };
}

/** Salesforce writes `en_US` where browsers want `en-US`. */
function tag(locale: string): string | undefined {
  const dashed = locale.replaceAll('_', '-');
  try {
    return Intl.getCanonicalLocales(dashed)[0];
  } catch {
    return undefined;
  }
}
