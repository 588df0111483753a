import { Link } from 'wouter';
import type { RecordGroup } from '../../shared/contract/record-views.ts';
import type { RecordRef } from '../../shared/model/record-ref.ts';
import { Press } from '../ui/press.tsx';
import { SectionLabel } from '../ui/states.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import { recordPath } from './record-path.ts';
import style from './records.module.css';

type FoundListProps = {
  org: string;
  /** The record that is open. */
  open: string | null;
  groups: readonly RecordGroup[];
  leftOut: readonly string[];
  onMore: (object: string) => void;
};

/** What a search found, grouped by object. */
export function FoundList(props: FoundListProps) {
  return (
    <>
      {props.groups.map((group) => (
        <section key={group.object} aria-label={group.label}>
          <SectionLabel count={group.more ? undefined : group.records.length}>{group.label}</SectionLabel>
          <RecordLinks org={props.org} open={props.open} records={group.records} />
          {group.more ? (
            <div className={style.more}>
              <Press tone="quiet" onPress={() => props.onMore(group.object)}>
                More {group.label.toLowerCase()}
              </Press>
            </div>
          ) : null}
        </section>
      ))}
      {props.leftOut.length > 0 ? (
        <p className={style.leftOut} title={props.leftOut.join(', ')}>
          Not searched: {props.leftOut.slice(0, 3).join(', ')}
          {props.leftOut.length > 3 ? ` and ${props.leftOut.length - 3} more` : ''}. Choose one of them above to search
          it.
        </p>
      ) : null}
    </>
  );
}

/** Records as ways to their pages. */
export function RecordLinks(props: {
  org: string;
  open: string | null;
  records: readonly RecordRef[];
  after?: (record: RecordRef) => string | null;
}) {
  return (
    <ul>
      {props.records.map((record) => (
        <li key={record.id}>
          <Link
            className={style.row}
            href={recordPath(props.org, record.object, record.id)}
            aria-current={record.id === props.open ? 'page' : undefined}
            data-record={record.id}
          >
            <span className={style.rowName}>
              <VisibleText text={record.name} />
            </span>
            {record.detail ? (
              <span className={style.rowDetail}>
                <VisibleText text={record.detail} />
              </span>
            ) : null}
            {props.after?.(record) ? <span className={style.rowAfter}>{props.after(record)}</span> : null}
          </Link>
        </li>
      ))}
    </ul>
  );
}
