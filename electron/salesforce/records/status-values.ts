import type { StatusValue } from '../../../shared/model/status-value.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';
import { queryPage } from '../search/query.ts';
import { identifier, identifiers, soql } from '../search/soql.ts';

/** Where Salesforce says what a status means. */
const TABLES: Readonly<Record<string, { table: string; flags: readonly string[] }>> = {
  Case: { table: 'CaseStatus', flags: ['IsClosed'] },
  Lead: { table: 'LeadStatus', flags: ['IsConverted'] },
  Opportunity: { table: 'OpportunityStage', flags: ['IsClosed', 'IsWon'] },
  Task: { table: 'TaskStatus', flags: ['IsClosed'] },
};

/** What the values of an object's status mean; none where the object has no such list. */
export async function statusValues(connection: SalesforceConnection, object: string): Promise<StatusValue[]> {
  const place = TABLES[object];
  if (!place) return [];
  const columns = identifiers(['ApiName', ...place.flags]);
  const { rows } = await queryPage(connection, soql`SELECT ${columns} FROM ${identifier(place.table)} LIMIT 200`);
  return rows.map((row) => ({
    value: String(row.ApiName),
    closed: row.IsClosed === true,
    won: row.IsWon === true,
    converted: row.IsConverted === true,
  }));
}
