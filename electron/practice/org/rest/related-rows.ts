import { notFound } from '../http/refusals.ts';
import { loadRow, requireReadableRow } from '../rows/read-row.ts';
import type { ObjectType } from '../schema/object-type.ts';
import { runQuery } from '../soql/run-query.ts';
import { ok, type RestAnswer, type RestCall, toQueryContext } from './rest-call.ts';

/** GET /sobjects/T/ID/Relationship: the row a lookup leads to, or the rows that look up to this one. */
export function readRelated(
  call: RestCall,
  object: ObjectType,
  wanted: { id: string; relationship: string },
): RestAnswer {
  const row = requireReadableRow(call.org.store, object, wanted.id);
  const lookup = object.byRelationship.get(wanted.relationship.toLowerCase());
  const list = call.query.get('fields');
  if (lookup !== undefined) {
    const parentId = row[lookup.name];
    const parent = typeof parentId === 'string' ? call.schema.byKeyPrefix(parentId.slice(0, 3)) : undefined;
    if (parent === undefined || loadRow(call.org.store, parent, String(parentId)) === undefined) throw notFound();
    const text = `SELECT ${list ?? 'FIELDS(ALL)'} FROM ${parent.name} WHERE Id = '${parentId}' LIMIT 1`;
    return ok(runQuery(toQueryContext(call), text).records[0]);
  }
  const child = call.schema.childOf(object, wanted.relationship);
  if (child === undefined) throw notFound();
  const text = `SELECT ${list ?? 'FIELDS(ALL)'} FROM ${child.object.name} WHERE ${child.field.name} = '${wanted.id}' LIMIT 200`;
  return ok(runQuery(toQueryContext(call), text));
}
