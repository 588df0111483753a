import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useRef } from 'react';
import { useLocation } from 'wouter';
import { useConsole } from '../client/console-context.tsx';
import { useKeys } from '../desk/keys.tsx';
import { useOrgs } from '../settings/orgs/use-orgs.ts';
import { SearchIcon } from '../ui/icons.tsx';
import { Press } from '../ui/press.tsx';
import { newRecord, recordPath, recordsPath } from './record-path.ts';
import style from './records.module.css';
import type { Sought } from './use-record-search.ts';

const keepMs = 300_000;

type RecordsHeadProps = {
  org: string;
  sought: Sought;
  onSeek: (sought: Sought) => void;
  /** Enter in the search field: the first that is found. */
  onFirst: () => void;
  /** The arrow down: into the list. */
  onList: () => void;
};

/** The head of the screen: where to look, for what, and a new record. */
export function RecordsHead(props: RecordsHeadProps) {
  const { org, sought, onSeek } = props;
  const [, navigate] = useLocation();
  const field = useRef<HTMLInputElement>(null);
  useKeys({
    search: () => {
      field.current?.focus();
      field.current?.select();
    },
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault();
    if (event.key === 'Enter') props.onFirst();
    else props.onList();
  };
  return (
    <header className={style.head}>
      <h1 className={style.title}>Records</h1>
      <OrgChoice org={org} />
      <TextInput
        ref={field}
        className={style.search}
        type="search"
        aria-label="Search records by name, number, email, id or address"
        placeholder="Search, or paste an id or an address"
        leftSection={<SearchIcon size={14} />}
        value={sought.text}
        onChange={(event) => onSeek({ ...sought, text: event.currentTarget.value })}
        onKeyDown={onKeyDown}
      />
      <ObjectFilter org={org} chosen={sought.object} onChoose={(object) => onSeek({ ...sought, object })} />
      <span className={style.headEnd}>
        <Press onPress={() => navigate(recordPath(org, sought.object ?? 'Case', newRecord))}>New record</Press>
      </span>
    </header>
  );
}

function OrgChoice(props: { org: string }) {
  const [, navigate] = useLocation();
  const orgs = useOrgs().value ?? [];
  if (orgs.length < 2) return null;
  return (
    <Select
      className={style.orgChoice}
      aria-label="Org"
      data={orgs.map(({ org }) => ({ value: org.id, label: `${org.name} · ${org.environment}` }))}
      value={props.org}
      allowDeselect={false}
      onChange={(id) => id && navigate(recordsPath(id))}
    />
  );
}

function ObjectFilter(props: { org: string; chosen: string | null; onChoose: (object: string | null) => void }) {
  const { query } = useConsole();
  const objects = useQuery(query.records.objects.queryOptions({ input: { org: props.org }, staleTime: keepMs }));
  const searchable = (objects.data ?? []).filter((each) => each.searchable);
  return (
    <Select
      className={style.objectFilter}
      aria-label="Object to search"
      placeholder="All objects"
      data={searchable.map(({ name, labelPlural }) => ({ value: name, label: labelPlural }))}
      value={props.chosen}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'Search all objects' }}
      nothingFoundMessage="No object fits"
      onChange={props.onChoose}
    />
  );
}
