import { startPracticeOrg } from '../../electron/practice/org/start-practice-org.ts';
import { openConnection } from '../../electron/salesforce/open-connection.ts';
import type { SalesforceConnection } from '../../electron/salesforce/salesforce-connection.ts';
import { createSalesforceTarget } from '../../electron/salesforce/salesforce-target.ts';
import { queryAll, type Row } from '../../electron/salesforce/search/query.ts';
import { type Soql, soql } from '../../electron/salesforce/search/soql.ts';
import type { Payload } from '../../shared/model/payload.ts';
import type { Snapshot } from '../../shared/model/proposal.ts';
import type { Target, WriteOrder } from '../../shared/model/target.ts';
import { type FaultyOrg, startFaultyOrg } from './salesforce-faults.ts';

/** A practice org, a server in front of it that can go wrong, and a connection and a target through that. */
export type PracticeConnection = {
  org: Awaited<ReturnType<typeof startPracticeOrg>>;
  front: FaultyOrg;
  connection: SalesforceConnection;
  /** Past the faulty server: what the org really holds. */
  direct: SalesforceConnection;
  target: Target;
  orgId: string;
  /** How long the target waited for a record to settle down. */
  waited: number[];
  rows(query: Soql): Promise<Row[]>;
  /** The one contact of this name. */
  contactId(name: string): Promise<string>;
  close(): Promise<void>;
};

/** Starts all of it; every test file has its own. */
export async function startPracticeConnection(timeoutMs = 1_000): Promise<PracticeConnection> {
  const org = await startPracticeOrg({ control: true });
  const front = await startFaultyOrg(org.url);
  const connection = openConnection({ instanceUrl: front.url, accessToken: org.accessToken, timeoutMs });
  const direct = openConnection({ instanceUrl: org.url, accessToken: org.accessToken });
  const waited: number[] = [];
  const wait = async (ms: number) => void waited.push(ms);
  const rows = async (query: Soql) => (await queryAll(direct, query)).rows;
  return {
    org,
    front,
    connection,
    direct,
    waited,
    target: createSalesforceTarget(() => connection, { wait }),
    orgId: (await connection.identity()).id,
    rows,
    contactId: async (name) => String((await rows(soql`SELECT Id FROM Contact WHERE Name = ${name}`))[0]?.Id),
    async close() {
      connection.close();
      direct.close();
      await front.close();
      await org.stop();
    },
  };
}

/** An order as the executor hands it over, for the payload and what was seen. */
export function orderOf(
  payload: Payload,
  writeClass: WriteOrder['writeClass'],
  given: { seen?: Snapshot | null; attempt?: number; startedAt?: number } = {},
): WriteOrder {
  const { seen = null, attempt = 1, startedAt = Date.now() } = given;
  return { payload, writeClass, seen, attempt: { id: `attempt-${attempt}`, number: attempt, startedAt } };
}
