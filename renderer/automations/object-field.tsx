import { Autocomplete, TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useConsole } from '../client/console-context.tsx';

type NamedField = { org: string; label?: string; description?: string; error?: string };

/** Objects and their fields change with a release of the org. */
const keepMs = 300_000;
const mostOffered = 50;

/** An object by its API name; the org’s are offered. */
export function ObjectField(props: NamedField & { value: string; onChange: (object: string) => void }) {
  const { org, label = 'Object', value, onChange, ...rest } = props;
  const { query } = useConsole();
  const objects = useQuery(query.records.objects.queryOptions({ input: { org }, staleTime: keepMs }));
  return (
    <Autocomplete
      {...rest}
      label={label}
      data={(objects.data ?? []).map(({ name }) => name)}
      limit={mostOffered}
      value={value}
      spellCheck={false}
      onChange={(text) => onChange(text.trim())}
    />
  );
}

type FieldsProps = NamedField & { object: string; value: readonly string[]; onChange: (fields: string[]) => void };

/** Fields of an object by their API names; the object’s are offered. */
export function FieldsField({ org, object, label = 'Fields', value, onChange, ...rest }: FieldsProps) {
  const offered = useFieldNames(org, object);
  return (
    <TagsInput {...rest} label={label} data={offered} limit={mostOffered} value={[...value]} onChange={onChange} />
  );
}

/** The fields of an object; none where it has no such object. */
export function useFieldNames(org: string, object: string | null): string[] {
  const { query } = useConsole();
  const described = useQuery({
    ...query.records.describe.queryOptions({ input: { org, object: object ?? '' }, staleTime: keepMs, retry: false }),
    enabled: object !== null && /^[A-Za-z]\w*$/.test(object),
  });
  return described.data?.fields.map(({ name }) => name) ?? [];
}
