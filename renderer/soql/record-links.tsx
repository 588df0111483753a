import { useLocation } from 'wouter';
import { useConsole } from '../client/console-context.tsx';
import { recordPath } from '../records/record-path.ts';
import { LinkOutIcon } from '../ui/icons.tsx';
import style from './soql.module.css';

type RecordAt = { id: string; object: string | null };

/**
 * The way to a record on the Records screen: a plain link, for there are hundreds of them in a table. Of which object an
 * id is, the org tells where the query does not.
 */
export function RecordWay(props: { org: string; of: RecordAt; words: string; reachable?: boolean }) {
  const { id, object } = props.of;
  if (object === null) return <UnknownWay {...props} />;
  return (
    <a
      className={style.recordLink}
      href={`#${recordPath(props.org, object, id)}`}
      tabIndex={props.reachable ? undefined : -1}
    >
      {props.words}
    </a>
  );
}

function UnknownWay(props: { org: string; of: RecordAt; words: string; reachable?: boolean }) {
  const { client } = useConsole();
  const [, navigate] = useLocation();
  const ask = async () => {
    const found = await client.records.search({ text: props.of.id, org: props.org }).catch(() => null);
    const record = found?.place?.record;
    if (record) navigate(recordPath(props.org, record.object, record.id));
  };
  return (
    <button
      type="button"
      className={style.recordLink}
      tabIndex={props.reachable ? undefined : -1}
      onClick={() => void ask()}
    >
      {props.words}
    </button>
  );
}

/** The way to a record in Salesforce itself; `base` is where its org is seen. */
export function SalesforceWay(props: { id: string; base: string; reachable?: boolean; words?: string }) {
  if (!URL.canParse(props.base) || !/^[A-Za-z0-9]{15,18}$/.test(props.id)) return null;
  return (
    <a
      className={style.outLink}
      href={new URL(`/${props.id}`, props.base).href}
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
