import { ProblemError } from '../../../shared/model/problem.ts';
import { isRecord } from '../faults.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';
import type { Row } from './query.ts';
import type { Soql } from './soql.ts';
import { soslTerm } from './sosl.ts';

/** Where a search looks. */
export type SearchScope = 'ALL' | 'NAME' | 'EMAIL' | 'PHONE';

/** A row that was found, and what it is a row of. */
export type FoundRow = { object: string; row: Row };

/** A text to search for; of one that somebody still types, the last word may be the beginning of one. */
export type SoughtText = string | { unfinished: string };

/** Runs a search over several objects for records in which any of the texts occurs. */
export async function searchRecords(
  connection: Pick<SalesforceConnection, 'read'>,
  texts: readonly SoughtText[],
  scope: SearchScope,
  returning: readonly Soql[],
): Promise<FoundRow[]> {
  const term = texts
    .map((text) => (typeof text === 'string' ? soslTerm(text) : soslTerm(text.unfinished, { unfinished: true })))
    .filter((each) => each !== null)
    .join(' OR ');
  if (term === '') return [];
  const q = `FIND {${term}} IN ${scope} FIELDS RETURNING ${returning.map((each) => each.text).join(', ')}`;
  const answer = await connection
    .read({ method: 'GET', path: ['search'], query: { q } })
    // A term that Salesforce finds nothing searchable in finds nothing.
    .catch((failure: unknown) => {
      if (failure instanceof ProblemError && failure.problem.code === 'MALFORMED_SEARCH') return { body: null };
      throw failure;
    });
  const found = isRecord(answer.body) ? answer.body.searchRecords : answer.body;
  return (Array.isArray(found) ? found : []).filter(isRecord).map((row) => ({ object: objectOf(row), row }));
}

/** The object a row belongs to, as its attributes tell. */
export function objectOf(row: Row): string {
  return isRecord(row.attributes) ? String(row.attributes.type) : '';
}
