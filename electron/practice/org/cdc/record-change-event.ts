import { toAddress } from '../rows/read-row.ts';
import type { RowChange } from '../rows/record-change.ts';
import { toJsonValue } from '../rows/values.ts';
import type { Field } from '../schema/field.ts';

/** The objects whose changes are published; the rest have to be selected in a real org's setup too. */
const published: ReadonlySet<string> = new Set([
  'Account',
  'Contact',
  'Lead',
  'Case',
  'Opportunity',
  'Task',
  'Event',
  'CaseComment',
  'User',
]);

const neverShown: ReadonlySet<string> = new Set([
  'Id',
  'IsDeleted',
  'SystemModstamp',
  'LastViewedDate',
  'LastReferencedDate',
]);

/** Adds the change event of a write to the retained stream, in the same transaction. */
export function recordChangeEvent(change: RowChange): void {
  const { org, context, object, id, operation, before, after } = change;
  if (!published.has(object.name) && !object.custom) return;
  // A write within the same second leaves the date as it was; the event names it all the same.
  const isChanged = (name: string) => before?.[name] !== after?.[name] || name === 'LastModifiedDate';
  const changed = object.fields.filter((field) => isShown(field) && isChanged(field.name));
  const now = org.clock();
  const client = /client=([^;]+)/.exec(context.header('Sforce-Call-Options') ?? '')?.[1]?.trim();
  const key = org.nextNumber('transaction');
  const payload = {
    ChangeEventHeader: {
      entityName: object.name,
      recordIds: [id],
      changeType: { create: 'CREATE', update: 'UPDATE', delete: 'DELETE' }[operation],
      changeOrigin: `com/salesforce/api/rest/${context.version}${client === undefined ? '' : `;client=${client}`}`,
      transactionKey: transactionKey(key),
      sequenceNumber: 1,
      commitTimestamp: now,
      commitUser: context.session.userId,
      commitNumber: now * 1000 + (key % 1000),
      changedFields: operation === 'update' ? changed.map((field) => field.name) : [],
      nulledFields: operation === 'update' ? nulled(changed, after) : [],
      diffFields: [],
    },
    ...(operation === 'delete' ? {} : shownValues(changed, change)),
  };
  const channel = object.custom ? object.name.replace(/__c$/, '__ChangeEvent') : `${object.name}ChangeEvent`;
  org.store.run('INSERT INTO _change (at, channel, payload) VALUES (?, ?, ?)', [now, channel, JSON.stringify(payload)]);
}

const isShown = (field: Field) => !neverShown.has(field.name) && field.type !== 'base64' && field.type !== 'address';

const nulled = (changed: readonly Field[], after: RowChange['after']) =>
  changed.filter((field) => after?.[field.name] == null).map((field) => field.name);

function shownValues(changed: readonly Field[], { after, before, object }: RowChange): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const field of changed) {
    if (before === undefined && after?.[field.name] == null) continue;
    if (field.compoundFieldName === 'Name' && object.byName.has('name')) {
      values.Name = nameParts(after);
      continue;
    }
    if (field.compoundFieldName?.endsWith('Address') || field.compoundFieldName === 'Address') {
      values[field.compoundFieldName] = withCapitals(toAddress(field.compoundFieldName, (part) => after?.[part]));
      continue;
    }
    if (field.name === 'Name' && values.Name !== undefined) continue;
    values[field.name] = toJsonValue(field, after?.[field.name]);
  }
  return values;
}

function nameParts(after: RowChange['after']): Record<string, unknown> {
  const parts = [
    ['Salutation', after?.Salutation],
    ['FirstName', after?.FirstName],
    ['LastName', after?.LastName],
  ];
  const named = parts.filter(([, value]) => value != null);
  return Object.fromEntries(named);
}

function withCapitals(address: Record<string, unknown> | null): Record<string, unknown> | null {
  if (address === null) return null;
  const entries = Object.entries(address).filter(([, value]) => value !== null);
  return Object.fromEntries(entries.map(([key, value]) => [key.charAt(0).toUpperCase() + key.slice(1), value]));
}

function transactionKey(n: number): string {
  const hex = n.toString(16).padStart(12, '0');
  return `00000000-0000-4000-8000-${hex}`;
}
