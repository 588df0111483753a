import type { WholeRecord } from '../../shared/contract/record-views.ts';
import type { ObjectDescribe } from '../../shared/model/object-describe.ts';
import { useDescribe } from '../proposal/editing/use-describe.ts';
import { RecordLink } from '../proposal/record-link.tsx';
import { OrgMark } from '../ui/org-mark.tsx';
import { Press } from '../ui/press.tsx';
import { ageInWords, dayAndTime } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import style from './records.module.css';

/** What can be asked for on a record's page. */
export type RecordWish = 'edit' | 'comment' | 'topic' | 'delete' | 'read';

type RecordHeadProps = {
  of: WholeRecord;
  object: ObjectDescribe;
  /** A card is chosen: the key for editing is the card's. */
  keyElsewhere: boolean;
  editing: boolean;
  /** Why its deletion cannot be proposed now. */
  notDelete: string | null;
  onWish: (wish: RecordWish) => void;
};

/** Which record this is, how fresh, and what can be proposed about it. */
export function RecordHead(props: RecordHeadProps) {
  const { of, object, onWish } = props;
  const now = useNow();
  const { record } = of;
  const many = object.labelPlural.toLowerCase();
  const may = (allowed: boolean, what: string) => (allowed ? null : `Your Salesforce user may not ${what} ${many}.`);
  const noTopics = useNoTopics(object.name);
  return (
    <header className={style.recordHead}>
      <p className={style.kind}>
        {object.label} <OrgMark />
      </p>
      <h2 className={style.name}>
        <VisibleText text={record.name} />
        {record.detail ? (
          <span className={style.detail}>
            {' '}
            · <VisibleText text={record.detail} />
          </span>
        ) : null}
      </h2>
      <p className={style.facts}>
        <span className="mono">{record.id}</span>
        {of.modifiedAt ? (
          <span>
            Changed {ageInWords(now - Date.parse(of.modifiedAt))} ago{of.modifiedBy ? ` by ${of.modifiedBy}` : ''}
          </span>
        ) : null}
        <span>Read {dayAndTime(of.readAt, now)}</span>
        <RecordLink url={of.url} name="Open in Salesforce" />
      </p>
      <div className={style.wishes}>
        {props.editing ? null : (
          <Press
            hint="E"
            hintElsewhere={props.keyElsewhere}
            refusedBecause={may(object.updateable, 'change')}
            onPress={() => onWish('edit')}
          >
            Edit
          </Press>
        )}
        {object.name === 'Case' ? <Press onPress={() => onWish('comment')}>Comment</Press> : null}
        <Press refusedBecause={noTopics} onPress={() => onWish('topic')}>
          Add topic
        </Press>
        <Press
          tone="danger"
          refusedBecause={may(object.deletable, 'delete') ?? props.notDelete}
          onPress={() => onWish('delete')}
        >
          Delete
        </Press>
        <Press tone="quiet" onPress={() => onWish('read')}>
          Read again
        </Press>
      </div>
    </header>
  );
}

/** Why no topic can be put on records of this object; topics may be switched off for it, or altogether. */
function useNoTopics(object: string): string | null {
  const { describe, error } = useDescribe('TopicAssignment');
  if (error) return 'This org has no topics, or your Salesforce user may not see them.';
  const entity = describe?.fields.find(({ name }) => name === 'EntityId');
  const carries = !entity || entity.referenceTo.length === 0 || entity.referenceTo.includes(object);
  return carries ? null : `${object} records cannot carry topics.`;
}
