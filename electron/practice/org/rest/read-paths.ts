import { noSuchColumn } from '../http/refusals.ts';
import { isRecord } from '../rows/read-body.ts';
import type { ObjectType } from '../schema/object-type.ts';
import { runQuery } from '../soql/run-query.ts';
import { type RestCall, toQueryContext } from './rest-call.ts';

/** Whether a list of fields leads over lookups, as `Owner.Name` does. */
export const leadsOver = (names: readonly string[]): boolean => names.some((name) => name.includes('.'));

/** Rows with fields that lead over lookups, by id: what the same names in a query would read. */
export function readPaths(
  call: RestCall,
  object: ObjectType,
  wanted: { ids: readonly string[]; names: readonly string[] },
): Map<string, Record<string, unknown>> {
  for (const name of wanted.names) if (!/^\w+(\.\w+)*$/.test(name)) throw noSuchColumn(name, object.name);
  const names = wanted.names.some((name) => name.toLowerCase() === 'id') ? wanted.names : [...wanted.names, 'Id'];
  if (wanted.ids.length === 0) return new Map();
  const ids = wanted.ids.map((id) => `'${id}'`).join(',');
  const page = runQuery(toQueryContext(call), `SELECT ${names.join(',')} FROM ${object.name} WHERE Id IN (${ids})`);
  return new Map(page.records.filter(isRecord).map((record) => [String(record.Id), record]));
}
