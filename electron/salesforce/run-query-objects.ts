import { z } from 'zod';
import { ProblemError, toProblem } from '../../shared/model/problem.ts';
import type { SalesforceConnection } from './salesforce-connection.ts';

const listed = z.object({ name: z.string(), label: z.string(), queryable: z.boolean() });
const described = z.object({ sobjects: z.array(listed) });

/** The objects of an org that can be queried, by API name. */
export async function queryableObjects(
  connection: Pick<SalesforceConnection, 'read'>,
): Promise<{ name: string; label: string }[]> {
  const parsed = described.safeParse((await connection.read({ method: 'GET', path: ['sobjects'] })).body);
  if (!parsed.success) {
    throw new ProblemError(
      toProblem('upstream', 'Salesforce listed its objects in a way Countersign cannot read.', { next: 'retry' }),
    );
  }
  return parsed.data.sobjects
    .filter((each) => each.queryable)
    .map(({ name, label }) => ({ name, label }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
