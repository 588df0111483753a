import { apiError } from '../http/api-error.ts';
import type { SqlRow } from '../store/store.ts';
import type { RowWrite } from './write-row.ts';

const lookupOfCases: Readonly<Record<string, string>> = { Account: 'AccountId', Contact: 'ContactId' };

/** Salesforce keeps an account or contact as long as cases are associated with it. */
export function refuseDelete({ org, object }: RowWrite, row: SqlRow): void {
  const lookup = lookupOfCases[object.name];
  if (lookup === undefined) return;
  const cases = org.store.all(
    `SELECT "CaseNumber" AS number FROM "Case" WHERE "${lookup}" = ? AND "IsDeleted" = 0 ORDER BY "CaseNumber"`,
    [String(row.Id)],
  );
  if (cases.length === 0) return;
  const numbers = cases.map(({ number }) => String(number)).join(', ');
  throw apiError(
    400,
    'DELETE_FAILED',
    `Your attempt to delete ${row.Name} could not be completed because it is associated with the following cases.: ${numbers}\n`,
    [],
  );
}
