import type { RecordRef } from '../../../shared/model/record-ref.ts';
import { isRecord } from '../faults.ts';
import { toId18 } from '../ids.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';
import { objectOf } from '../search/search.ts';
import { nameRecords } from './name-records.ts';
import type { DirectoryObject } from './object-directory.ts';

const most = 20;
/** Each object costs a request for its names. */
const mostObjects = 6;

/** The records this user viewed last, newest first, as Salesforce tells. */
export async function recentlyViewed(
  connection: SalesforceConnection,
  objects: readonly DirectoryObject[],
): Promise<RecordRef[]> {
  const answer = await connection.read({ method: 'GET', path: ['recent'], query: { limit: String(most) } });
  const rows = (Array.isArray(answer.body) ? answer.body : []).filter(isRecord);
  const seen = rows.flatMap((row) => {
    const id = toId18(String(row.Id));
    // Reports, dashboards and list views are viewed too, and are no records.
    const object = objects.find((each) => each.name === objectOf(row) && each.searchable && each.queryable);
    return id && object ? [{ id, object }] : [];
  });
  const groups = [...Map.groupBy(seen, ({ object }) => object)].slice(0, mostObjects);
  const read = await Promise.all(
    groups.map(([object, list]) =>
      nameRecords(
        connection,
        object,
        list.map(({ id }) => id),
      ),
    ),
  );
  const byId = new Map(read.flat().map((record) => [record.id, record]));
  return seen.flatMap(({ id }) => byId.get(id) ?? []);
}
