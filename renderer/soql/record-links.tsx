import type { MouseEvent } from 'react';
import { Link, useLocation } from 'wouter';
import { useConsole } from '../client/console-context.tsx';
import { recordPath } from '../records/record-path.ts';
import { LinkOutIcon } from '../ui/icons.tsx';
import { useOrg } from '../ui/org-context.tsx';
import style from './soql.module.css';

type RecordAt = { id: string; object: string | null };

/** The way to a record on the Records screen. Of which object an id is, the org tells where the query does not. */
export function RecordWay(props: { org: string; of: RecordAt; words: string; reachable?: boolean }) {
  const { client } = useConsole();
  const [, navigate] = useLocation();
  const { id, object } = props.of;
  const ask = async (event: MouseEvent) => {
    event.preventDefault();
    const found = await client.records.search({ text: id, org: props.org }).catch(() => null);
    const record = found?.place?.record;
    if (record) navigate(recordPath(props.org, record.object, record.id));
  };
  return (
    <Link
      className={style.recordLink}
      href={recordPath(props.org, object ?? 'unknown', id)}
      tabIndex={props.reachable ? undefined : -1}
      onClick={object === null ? ask : undefined}
    >
      {props.words}
    </Link>
  );
}

/** The way to a record in Salesforce itself. */
export function SalesforceWay(props: { id: string; reachable?: boolean; words?: string }) {
  const base = useOrg()?.instanceUrl ?? '';
  if (!URL.canParse(base) || !/^[A-Za-z0-9]{15,18}$/.test(props.id)) return null;
  return (
    <a
      className={style.outLink}
      href={new URL(`/${props.id}`, base).href}
      target="_blank"
      rel="noreferrer"
      tabIndex={props.reachable ? undefined : -1}
      title="Open in Salesforce"
    >
      {props.words}
      <LinkOutIcon size={13} />
      <span className="sr-only">{props.words ? '(opens in a new window)' : 'Open in Salesforce'}</span>
    </a>
  );
}
