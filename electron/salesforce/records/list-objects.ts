import { z } from 'zod';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';

const listed = z.object({
  name: z.string(),
  label: z.string(),
  createable: z.boolean(),
  updateable: z.boolean(),
  deprecatedAndHidden: z.boolean(),
});
const described = z.object({ sobjects: z.array(listed) });

/** An object the user may write. */
export type ListedObject = Omit<z.infer<typeof listed>, 'deprecatedAndHidden'>;

/** The objects of an org that its user may create or update, by label. */
export async function listObjects(connection: Pick<SalesforceConnection, 'read'>): Promise<ListedObject[]> {
  const parsed = described.safeParse((await connection.read({ method: 'GET', path: ['sobjects'] })).body);
  if (!parsed.success) {
    throw new ProblemError(
      toProblem('upstream', 'Salesforce listed its objects in a way Countersign cannot read.', { next: 'retry' }),
    );
  }
  return parsed.data.sobjects
    .filter((each) => !each.deprecatedAndHidden && (each.createable || each.updateable))
    .map(({ name, label, createable, updateable }) => ({ name, label, createable, updateable }))
    .sort((a, b) => a.label.localeCompare(b.label));
}
