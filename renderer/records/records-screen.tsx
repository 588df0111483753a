import { type KeyboardEvent, useRef, useState } from 'react';
import { useStatus } from '../client/console-context.tsx';
import { OrgScope, useOrg } from '../ui/org-context.tsx';
import { Empty, Skeleton } from '../ui/states.tsx';
import { NewRecordPage } from './new-record-page.tsx';
import { RecordPage } from './record-page.tsx';
import { newRecord, unknownObject } from './record-path.ts';
import style from './records.module.css';
import { RecordsHead } from './records-head.tsx';
import { RecordsList } from './records-list.tsx';
import type { FieldFilter } from './shown-fields.ts';
import { UnknownRecord } from './unknown-record.tsx';
import { useReadAgainOnceConnected } from './use-read-again-once-connected.ts';
import { useRecordSearch } from './use-record-search.ts';

type RecordsScreenProps = { org: string | null; object: string | null; record: string | null };

/** Any record of a connected org: found, read, and changed by way of a proposal. */
export function RecordsScreen(props: RecordsScreenProps) {
  const main = useOrg();
  const status = useStatus();
  const org = props.org ?? main?.id ?? null;
  if (org !== null) {
    return (
      <OrgScope id={org}>
        <RecordsOf key={org} {...props} org={org} />
      </OrgScope>
    );
  }
  const connecting = status.state === 'loading' || status.value?.connection.state === 'connecting';
  if (connecting) return <Skeleton of="the connection to Salesforce" />;
  return (
    <Empty title="No org is connected.">
      Records are searched, read and changed here once somebody has signed in under Settings, Orgs.
    </Empty>
  );
}

function RecordsOf(props: RecordsScreenProps & { org: string }) {
  const { org, object, record } = props;
  const search = useRecordSearch(org);
  const list = useRef<HTMLElement>(null);
  const isOpen = object !== null && record !== null;
  useReadAgainOnceConnected(org);
  return (
    <div className={style.screen} data-open={isOpen || undefined}>
      <RecordsHead
        org={org}
        sought={search.sought}
        onSeek={search.seek}
        onFirst={search.openFirst}
        onList={() => linksIn(list.current)[0]?.focus()}
      />
      <div className={style.body}>
        <nav ref={list} className={style.list} aria-label="Records found" onKeyDown={moveWithin}>
          <RecordsList org={org} open={record} search={search} />
        </nav>
        <div className={style.page}>
          <Page org={org} object={object} record={record} />
        </div>
      </div>
    </div>
  );
}

function Page(props: { org: string; object: string | null; record: string | null }) {
  const { org, object, record } = props;
  const [filter, setFilter] = useState<FieldFilter>({ text: '', hideEmpty: false });
  if (object && record === newRecord) return <NewRecordPage org={org} object={object} />;
  if (object === unknownObject && record) return <UnknownRecord org={org} record={record} />;
  if (object && record) {
    return <RecordPage key={record} org={org} object={object} record={record} filter={filter} onFilter={setFilter} />;
  }
  return (
    <Empty title="Choose a record.">
      Search by a name, a number or an email address, or paste an id or the address of a record's page. Every change
      made here is a proposal first.
    </Empty>
  );
}

/** The arrows go from record to record. */
function moveWithin(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = linksIn(event.currentTarget);
  const at = links.findIndex((link) => link.matches(':focus'));
  if (step === undefined || at < 0) return;
  event.preventDefault();
  links[at + step]?.focus();
}

function linksIn(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('a[data-record]') ?? [])];
}
