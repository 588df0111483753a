import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { RecordRef } from '../../../shared/model/record-ref.ts';
import { keyPrefixOf } from '../ids.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';
import { findRecords } from '../search/find-records.ts';
import type { DirectoryObject } from './object-directory.ts';

/** Objects that ids beginning like this one belong to; a few share their beginning. */
export function objectsOfId(id: string, objects: readonly DirectoryObject[]): DirectoryObject[] {
  return objects.filter((each) => each.keyPrefix === keyPrefixOf(id) && each.queryable);
}

/** The record of an id, whatever its object; throws where there is none our user may see. */
export async function locateRecord(
  connection: SalesforceConnection,
  id: string,
  objects: readonly DirectoryObject[],
): Promise<RecordRef> {
  const possible = objectsOfId(id, objects);
  for (const { name } of possible) {
    const [found] = await findRecords(connection, name, { Id: [id] }, 1);
    if (found) return found;
  }
  const what = possible.length > 0 ? possible.map(({ label }) => label.toLowerCase()).join(' or ') : 'record';
  throw new ProblemError(
    toProblem('not-found', `This org has no ${what} with the id ${id}, or your Salesforce user may not see it.`, {
      code: 'NOT_FOUND',
    }),
  );
}
