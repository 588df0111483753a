import { useQuery } from '@tanstack/react-query';
import type { FieldDescribe, ObjectDescribe } from '../../../shared/model/object-describe.ts';
import { useConsole } from '../../client/console-context.tsx';
import { useOrg } from '../../ui/org-context.tsx';

const keepMs = 10 * 60_000;

/** The describe of an object in the org that is shown here, read once. */
export function useDescribe(object: string): { describe: ObjectDescribe | null; error: unknown } {
  const { query } = useConsole();
  const org = useOrg()?.id;
  const answer = useQuery(query.records.describe.queryOptions({ input: { object, org }, staleTime: keepMs }));
  return { describe: answer.data ?? null, error: answer.error };
}

/** One field's describe; null while it is being read. */
export function useFieldDescribe(object: string, field: string): FieldDescribe | null {
  const { describe } = useDescribe(object);
  return describe?.fields.find((each) => each.name === field) ?? null;
}
