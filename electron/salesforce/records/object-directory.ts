import { z } from 'zod';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';

const listed = z.object({
  name: z.string(),
  label: z.string(),
  labelPlural: z.string(),
  keyPrefix: z.string().nullable(),
  createable: z.boolean(),
  queryable: z.boolean(),
  searchable: z.boolean(),
  custom: z.boolean(),
  deprecatedAndHidden: z.boolean(),
});
const described = z.object({ sobjects: z.array(listed) });

/** An object as the org's own list tells of it. */
export type DirectoryObject = Omit<z.infer<typeof listed>, 'deprecatedAndHidden'>;

/** The objects of each org. */
export type ObjectDirectory = {
  /** Every object our user may see, by label. */
  list(connection: SalesforceConnection): Promise<readonly DirectoryObject[]>;
};

const freshForMs = 5 * 60_000;

type Kept = { at: number; asked: Promise<readonly DirectoryObject[]> };

/** Keeps the list of each connection's objects for five minutes: a thousand objects are not asked for at every search. */
export function createObjectDirectory(): ObjectDirectory {
  const kept = new WeakMap<SalesforceConnection, Kept>();
  return {
    list(connection) {
      const known = kept.get(connection);
      if (known && connection.now() - known.at < freshForMs) return known.asked;
      const asked = read(connection);
      kept.set(connection, { at: connection.now(), asked });
      asked.catch(() => kept.delete(connection));
      return asked;
    },
  };
}

async function read(connection: SalesforceConnection): Promise<readonly DirectoryObject[]> {
  const parsed = described.safeParse((await connection.read({ method: 'GET', path: ['sobjects'] })).body);
  if (!parsed.success) {
    throw new ProblemError(
      toProblem('upstream', 'Salesforce listed its objects in a way Countersign cannot read.', { next: 'retry' }),
    );
  }
  return parsed.data.sobjects
    .filter((each) => !each.deprecatedAndHidden)
    .sort((a, b) => a.label.localeCompare(b.label));
}
