import { quoted } from '../store/store.ts';
import type { RowChange } from './record-change.ts';

const tracked: Readonly<Record<string, readonly string[]>> = {
  Case: ['Status', 'Priority', 'OwnerId', 'ContactId', 'AccountId', 'Subject'],
  Lead: ['Status', 'OwnerId', 'Email', 'Phone', 'Company'],
};

/** Keeps CaseHistory and LeadHistory: a row for the creation, then one for each tracked field that changed. */
export function recordHistory({ org, context, object, id, operation, before, after }: RowChange): void {
  const fields = tracked[object.name];
  const table = org.schema.find(`${object.name}History`);
  if (fields === undefined || table === undefined || operation === 'delete') return;
  const changed = before === undefined ? ['created'] : fields.filter((name) => before[name] !== after?.[name]);
  for (const name of changed) {
    org.store.run(
      `INSERT INTO ${quoted(table.name)} ("Id", ${quoted(`${object.name}Id`)}, "CreatedById", "CreatedDate", "Field", "OldValue", "NewValue") VALUES (?, ?, ?, ?, ?, ?, ?)`,
      [
        org.nextId(table.keyPrefix),
        id,
        context.session.userId,
        Number(after?.SystemModstamp ?? org.clock()),
        name === 'OwnerId' ? 'Owner' : name,
        before?.[name] ?? null,
        before === undefined ? null : (after?.[name] ?? null),
      ],
    );
  }
}
