import { useQuery } from '@tanstack/react-query';
import type { FieldDescribe } from '../../../shared/model/object-describe.ts';
import type { RecordRef } from '../../../shared/model/record-ref.ts';
import { useConsole } from '../../client/console-context.tsx';
import { useOrg } from '../../ui/org-context.tsx';

const none: readonly RecordRef[] = [];

/** Records a lookup may point to, by what was typed; null asks for nothing. A lookup to several objects is sought across them. */
export function useLookupChoices(field: FieldDescribe, text: string | null): readonly RecordRef[] {
  const { query } = useConsole();
  const org = useOrg()?.id;
  const { referenceTo } = field;
  const [object = ''] = referenceTo;
  const isMixed = referenceTo.length > 1;
  const sought = text ?? '';
  const inOne = useQuery(
    query.records.lookup.queryOptions({
      input: { object, text: sought, org },
      enabled: !isMixed && sought !== '' && object !== '',
    }),
  );
  const across = useQuery(
    query.records.search.queryOptions({ input: { text: sought, org }, enabled: isMixed && sought.length > 1 }),
  );
  if (!isMixed) return inOne.data ?? none;
  const { place, groups } = across.data ?? { place: null, groups: [] };
  const found = place ? [place.record] : groups.flatMap(({ records }) => records);
  return found.filter((record) => referenceTo.includes(record.object));
}
