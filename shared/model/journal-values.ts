import { z } from 'zod';
import { type FieldValue, fieldValue, fieldValues } from './field-value.ts';

const value = z.object({ field: z.string(), label: z.string(), value: fieldValue, origin: z.string().optional() });

/** The parts of an entry's detail that say which values were proposed, decided and written. */
const valuesDetail = z.object({
  values: z.array(value).optional().catch(undefined),
  asker: z.object({ values: fieldValues }).optional().catch(undefined),
  payload: z.object({ fields: fieldValues }).optional().catch(undefined),
  result: z.object({ fields: fieldValues }).optional().catch(undefined),
  current: z.object({ fields: fieldValues }).optional().catch(undefined),
});

/** One field of an entry, with each value the entry knows of it; undefined where it says nothing. */
export type JournalValue = { field: string; label: string; values: Partial<Record<JournalColumn, FieldValue>> };

/** What a value of an entry is: asked for, proposed, what was sent for it, read back, or found changed. */
export type JournalColumn = 'asked' | 'proposed' | 'sent' | 'written' | 'found';

/** The values behind an entry, field by field. */
export function journalValues(detail: Record<string, unknown> | null): JournalValue[] {
  const told = valuesDetail.safeParse(detail ?? {});
  if (!told.success) return [];
  const rows = new Map<string, JournalValue>();
  const put = (field: string, column: JournalColumn, of: FieldValue, label?: string) => {
    const row = rows.get(field) ?? { field, label: label ?? field, values: {} };
    if (label) row.label = label;
    row.values[column] = of;
    rows.set(field, row);
  };
  const putAll = (fields: Record<string, FieldValue> | undefined, column: JournalColumn) => {
    for (const [field, of] of Object.entries(fields ?? {})) put(field, column, of);
  };
  for (const each of told.data.values ?? []) put(each.field, 'proposed', each.value, each.label);
  if (rows.size === 0) putAll(told.data.asker?.values, 'asked');
  putAll(told.data.payload?.fields, 'sent');
  putAll(told.data.result?.fields, 'written');
  putAll(told.data.current?.fields, 'found');
  return [...rows.values()];
}

/** The columns that hold anything, in the order of a proposal's life. */
export function journalColumns(rows: readonly JournalValue[]): JournalColumn[] {
  const order: JournalColumn[] = ['asked', 'proposed', 'sent', 'written', 'found'];
  return order.filter((column) => rows.some((row) => row.values[column] !== undefined));
}

const shownAsValues = ['values', 'payload', 'result', 'current'];

/** What else the entry holds, as text. */
export function otherDetail(detail: Record<string, unknown> | null): { name: string; text: string }[] {
  return Object.entries(detail ?? {})
    .map(([name, of]) => [name, name === 'asker' ? withoutValues(of) : of] as const)
    .filter(([name, of]) => !shownAsValues.includes(name) && of !== null && of !== undefined)
    .flatMap(([name, of]) => flat(name, of));
}

function withoutValues(asker: unknown): unknown {
  if (typeof asker !== 'object' || asker === null) return asker;
  return Object.fromEntries(Object.entries(asker).filter(([name]) => name !== 'values'));
}

/** Nested parts as lines of their own: `decision by name`. */
function flat(name: string, of: unknown): { name: string; text: string }[] {
  if (of === null || of === undefined) return [];
  if (typeof of === 'number' && /(?:^| )at$|At$/.test(name)) return [{ name, text: new Date(of).toISOString() }];
  if (typeof of !== 'object') return [{ name, text: String(of) }];
  return Object.entries(of).flatMap(([part, value]) => flat(`${name} ${part}`, value));
}
