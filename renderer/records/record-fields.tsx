import { Checkbox, TextInput } from '@mantine/core';
import { useDeferredValue, useMemo } from 'react';
import type { WholeRecord } from '../../shared/contract/record-views.ts';
import type { FieldDescribe, ObjectDescribe } from '../../shared/model/object-describe.ts';
import { SearchIcon } from '../ui/icons.tsx';
import { useOrg } from '../ui/org-context.tsx';
import { Press } from '../ui/press.tsx';
import { Empty, SectionLabel } from '../ui/states.tsx';
import { fieldSections } from './field-sections.ts';
import { RecordValue } from './record-value.tsx';
import style from './records.module.css';
import { type FieldFilter, isBlank, shownFields } from './shown-fields.ts';

type RecordFieldsProps = {
  org: string;
  of: WholeRecord;
  object: ObjectDescribe;
  filter: FieldFilter;
  onFilter: (filter: FieldFilter) => void;
};

/** Every field our user may read, key fields first; narrowed by typing. */
export function RecordFields(props: RecordFieldsProps) {
  const { of, object, filter } = props;
  const org = useOrg();
  const text = useDeferredValue(filter.text);
  const readable = useMemo(() => object.fields.filter((field) => field.name in of.values), [object, of]);
  const sections = useMemo(() => {
    const manner = { locale: org?.locale ?? 'en_US', timeZone: org?.timeZone ?? 'UTC' };
    const all = fieldSections({ name: object.name, fields: readable });
    return shownFields(all, { text, hideEmpty: filter.hideEmpty }, of, manner);
  }, [object, readable, of, org, text, filter.hideEmpty]);
  const blank = readable.filter((field) => isBlank(of, field)).length;
  return (
    <>
      <FieldsFilter filter={filter} onFilter={props.onFilter} blank={blank} />
      {sections.map(({ title, fields }) => (
        <section key={title} aria-label={title}>
          <SectionLabel count={fields.length}>{title}</SectionLabel>
          <dl className={style.fields}>
            {fields.map((field) => (
              <div key={field.name} className={style.field}>
                <dt>
                  <FieldName field={field} />
                </dt>
                <dd>
                  <RecordValue org={props.org} of={of} field={field} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      {sections.length === 0 ? (
        <Empty
          title="No field fits."
          actions={<Press onPress={() => props.onFilter({ text: '', hideEmpty: false })}>Show all fields</Press>}
        />
      ) : null}
    </>
  );
}

/** What a field is called, by people and by the API. */
export function FieldName(props: { field: FieldDescribe }) {
  const { field } = props;
  return (
    <>
      <span className={style.fieldLabel} title={field.inlineHelpText ?? undefined}>
        {field.label}
      </span>
      <span className={style.fieldApi}>
        {field.name} · {field.type}
      </span>
    </>
  );
}

type FieldsFilterProps = { filter: FieldFilter; onFilter: (filter: FieldFilter) => void; blank: number };

function FieldsFilter(props: FieldsFilterProps) {
  const { filter, onFilter } = props;
  return (
    <div className={style.filter}>
      <TextInput
        className={style.filterText}
        type="search"
        aria-label="Narrow the fields by label, API name or value"
        placeholder="Narrow the fields"
        leftSection={<SearchIcon size={14} />}
        value={filter.text}
        onChange={(event) => onFilter({ ...filter, text: event.currentTarget.value })}
      />
      <Checkbox
        label={`Hide ${props.blank} blank`}
        checked={filter.hideEmpty}
        onChange={(event) => onFilter({ ...filter, hideEmpty: event.currentTarget.checked })}
      />
    </div>
  );
}
