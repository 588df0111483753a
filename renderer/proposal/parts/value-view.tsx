import type { ReactNode } from 'react';
import { proposalOfToken } from '../../../shared/model/change-set.ts';
import type { FieldValue } from '../../../shared/model/field-value.ts';
import { FoldedText } from '../../ui/folded-text.tsx';
import { useOrg } from '../../ui/org-context.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { useFieldDescribe } from '../editing/use-describe.ts';
import { useLookupName } from '../editing/use-lookup-name.ts';
import { formatValue } from '../format-value.ts';
import style from './value-view.module.css';

/** Which field of which object a value is of. */
export type FieldPlace = { object: string; field: string; type: string | null };

type ValueViewProps = {
  place: FieldPlace;
  value: FieldValue;
  /** What a lookup's id is called. */
  display?: string | null;
  tone?: 'old' | 'new' | 'now' | 'plain';
  /** What a blank is called here: a field that is emptied says "cleared". */
  blank?: 'blank' | 'cleared';
};

/** One value as people read it: a picklist's label, a lookup's name, a date in the org's manner. */
export function ValueView(props: ValueViewProps) {
  const tone = props.tone ?? 'plain';
  if (props.value === null || props.value === '') {
    return (
      <span className={style.blank} data-tone={tone}>
        {props.blank ?? 'blank'}
      </span>
    );
  }
  return (
    <ValueTag tone={tone}>
      <Formatted {...props} value={props.value} />
    </ValueTag>
  );
}

function ValueTag(props: { tone: string; children: ReactNode }) {
  if (props.tone === 'old')
    return (
      <del className={style.value} data-tone="old">
        {props.children}
      </del>
    );
  if (props.tone === 'new')
    return (
      <ins className={style.value} data-tone="new">
        {props.children}
      </ins>
    );
  return (
    <span className={style.value} data-tone={props.tone}>
      {props.children}
    </span>
  );
}

function Formatted(props: ValueViewProps & { value: NonNullable<FieldValue> }) {
  const { place, value, display } = props;
  const describe = useFieldDescribe(place.object, place.field);
  const org = useOrg();
  if (place.type === 'id') return <span className={style.id}>{String(value)}</span>;
  if (place.type === 'reference') return <Lookup id={String(value)} name={display ?? null} />;
  if (place.type === 'base64') {
    return (
      <span title={`Stored as ${value}`}>
        <VisibleText text={display ?? 'a file'} />
      </span>
    );
  }
  const manner = { locale: org?.locale ?? 'en_US', timeZone: org?.timeZone ?? 'UTC' };
  const { text, stored } = formatValue(value, place.type, describe, manner);
  const title = stored === null ? undefined : `Stored as ${stored}`;
  return (
    <span title={title}>
      <FoldedText text={text} />
    </span>
  );
}

function Lookup(props: { id: string; name: string | null }) {
  const name = useLookupName(props.id, props.name);
  if (proposalOfToken(props.id)) return <>{props.name ?? 'the record made before it'}</>;
  if (!name) return <span className={style.id}>{props.id}</span>;
  return (
    <>
      <VisibleText text={name} /> <span className={style.id}>{props.id}</span>
    </>
  );
}
