import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { isRequiredOnCreate, type ObjectDescribe } from '../../shared/model/object-describe.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import type { EditField } from '../proposal/editing/edit-fields.ts';
import { useDescribe } from '../proposal/editing/use-describe.ts';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { FieldForm } from './field-form.tsx';
import { RecordCards } from './record-cards.tsx';
import { newRecord, recordPath, recordsPath } from './record-path.ts';
import style from './records.module.css';
import { isTypable } from './typable.ts';
import { useMadeHere } from './use-made-here.ts';
import { usePropose } from './use-propose.ts';

const neededFirst = { title: 'Required', passes: ({ describe }: EditField) => isRequiredOnCreate(describe) };

/** A record that is to be made, of any object the user may create. */
export function NewRecordPage(props: { org: string; object: string }) {
  const { org, object } = props;
  const [, navigate] = useLocation();
  const { describe, error } = useDescribe(object);
  const isHere = useCallback((of: Proposal) => of.operation === 'create' && of.record === null && of.call === null, []);
  const { proposals, made, onMade } = useMadeHere(org, isHere);
  const side = useRef<HTMLElement>(null);
  return (
    <div className={style.record} data-side={proposals.length > 0 || undefined}>
      <section className={style.recordMain} aria-label="A new record">
        <Link className={style.back} href={recordsPath(org)}>
          ← Records
        </Link>
        <header className={style.recordHead}>
          <h2 className={style.name}>New record</h2>
          <ObjectChoice org={org} object={object} onChoose={(name) => navigate(recordPath(org, name, newRecord))} />
        </header>
        {error ? <Failed problem={refusalOf(error)} /> : null}
        {describe ? <NewRecordForm key={describe.name} org={org} object={describe} onMade={onMade} /> : null}
        {error || describe ? null : <Skeleton of="the object's fields" />}
      </section>
      {proposals.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <aside ref={side} className={style.side} aria-label="Proposals of new records" tabIndex={0}>
          <RecordCards proposals={proposals} made={made} box={side} />
        </aside>
      ) : null}
    </div>
  );
}

function ObjectChoice(props: { org: string; object: string; onChoose: (object: string) => void }) {
  const { query } = useConsole();
  const objects = useQuery(query.records.objects.queryOptions({ input: { org: props.org }, staleTime: 300_000 }));
  const choices = (objects.data ?? []).filter((each) => each.createable);
  return (
    <Select
      className={style.objectChoice}
      label="Object"
      data={choices.map(({ name, label }) => ({ value: name, label: label === name ? label : `${label} · ${name}` }))}
      value={props.object}
      searchable
      allowDeselect={false}
      nothingFoundMessage="No object you may create fits"
      onChange={(name) => name && props.onChoose(name)}
    />
  );
}

function NewRecordForm(props: { org: string; object: ObjectDescribe; onMade: (of: Proposal) => void }) {
  const { object } = props;
  const [, navigate] = useLocation();
  const [round, setRound] = useState(0);
  const proposing = usePropose(props.org, props.onMade);
  const fields = useMemo(
    () =>
      object.fields
        .filter((field) => field.createable && isTypable(field))
        .map((describe): EditField => ({ describe, proposed: null, display: null, told: null, proposal: null })),
    [object],
  );
  if (!object.createable) {
    return (
      <Empty title={`You cannot create ${object.labelPlural.toLowerCase()}.`}>
        Your Salesforce user has no right to. An admin can grant it.
      </Empty>
    );
  }
  return (
    <FieldForm
      key={round}
      title={`New ${object.label.toLowerCase()}`}
      object={object}
      operation="create"
      fields={fields}
      first={neededFirst}
      busy={proposing.busy}
      problem={proposing.problem}
      onPropose={(values) =>
        void proposing
          .propose({ action: 'create_object', object: object.name, record: null, values })
          // What was proposed stands on its card now.
          .then((made) => made && setRound((held) => held + 1))
      }
      onClose={() => navigate(recordsPath(props.org))}
    />
  );
}
