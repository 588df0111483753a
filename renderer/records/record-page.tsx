import { useQuery } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { WholeRecord } from '../../shared/contract/record-views.ts';
import { needsPerson } from '../../shared/model/need.ts';
import type { ObjectDescribe } from '../../shared/model/object-describe.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { useKeys } from '../desk/keys.tsx';
import { useDescribe } from '../proposal/editing/use-describe.ts';
import { Press } from '../ui/press.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { CommentDialog } from './comment-dialog.tsx';
import { DecisionList } from './decision-list.tsx';
import { RecordCards } from './record-cards.tsx';
import { RecordEdit } from './record-edit.tsx';
import { RecordFields } from './record-fields.tsx';
import { RecordHead, type RecordWish } from './record-head.tsx';
import { recordsPath } from './record-path.ts';
import style from './records.module.css';
import type { FieldFilter } from './shown-fields.ts';
import { TopicDialog } from './topic-dialog.tsx';
import { useMadeHere } from './use-made-here.ts';
import { usePropose } from './use-propose.ts';

type RecordPageProps = {
  org: string;
  object: string;
  record: string;
  filter: FieldFilter;
  onFilter: (filter: FieldFilter) => void;
};

/** One record: all that may be read of it, what can be proposed about it, and what was decided. */
export function RecordPage(props: RecordPageProps) {
  const { org, object, record } = props;
  const { query } = useConsole();
  const input = { org, object, record };
  const whole = useQuery(query.records.open.queryOptions({ input, staleTime: 0 }));
  const decisions = useQuery(query.records.decisions.queryOptions({ input: { org, record }, staleTime: 0 }));
  const described = useDescribe(object);
  const isHere = useCallback(
    (of: Proposal) => of.record?.id === (whole.data?.record.id ?? record),
    [whole.data, record],
  );
  const { proposals, made, onMade } = useMadeHere(org, isHere);
  const side = useRef<HTMLElement>(null);
  const decided = decisions.data ?? [];
  const hasSide = proposals.length > 0 || decided.length > 0;
  const error = whole.error ?? described.error;
  const shown = error ? null : whole.data;
  return (
    <div className={style.record} data-side={hasSide || undefined}>
      <section className={style.recordMain} aria-label="The record">
        <Link className={style.back} href={recordsPath(org)}>
          ← Records
        </Link>
        {error ? <Trouble problem={refusalOf(error)} again={() => void whole.refetch()} /> : null}
        {shown && described.describe ? (
          <RecordBody
            {...props}
            of={shown}
            described={described.describe}
            cardChosen={proposals.some(needsPerson)}
            deletion={proposals.find((each) => each.operation === 'delete' && needsPerson(each)) ?? null}
            onMade={onMade}
            onRead={() => void whole.refetch()}
          />
        ) : null}
        {error || (shown && described.describe) ? null : <Skeleton of="the record" lines={12} />}
      </section>
      {hasSide ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <aside ref={side} className={style.side} aria-label="Proposals and decisions" tabIndex={0}>
          <RecordCards proposals={proposals} made={made} box={side} />
          {decided.length > 0 ? (
            <DecisionList decisions={decided} whole={shown ?? null} object={described.describe} />
          ) : null}
        </aside>
      ) : null}
    </div>
  );
}

type RecordBodyProps = RecordPageProps & {
  of: WholeRecord;
  described: ObjectDescribe;
  cardChosen: boolean;
  /** A proposal to delete this record that is not decided yet. */
  deletion: Proposal | null;
  onMade: (made: Proposal) => void;
  onRead: () => void;
};

function RecordBody(props: RecordBodyProps) {
  const { of, described, org } = props;
  const proposing = usePropose(org, props.onMade);
  const [asking, setAsking] = useState<'edit' | 'comment' | 'topic' | null>(null);
  const close = useCallback(() => setAsking(null), []);
  const wish = (what: RecordWish) => {
    proposing.forget();
    if (what === 'read') return props.onRead();
    if (what !== 'delete') return setAsking(what);
    setAsking(null);
    void proposing.propose({ action: 'delete_object', object: described.name, record: of.record, values: {} });
  };
  // Where a card is due, the key is the card's.
  const mayEdit = !props.cardChosen && described.updateable && asking === null;
  useKeys(mayEdit ? { edit: () => wish('edit') } : {});
  return (
    <>
      <RecordHead
        of={of}
        object={described}
        keyElsewhere={props.cardChosen}
        editing={asking === 'edit'}
        notDelete={whyNotDelete(proposing.busy, props.deletion)}
        onWish={wish}
      />
      {proposing.problem && asking === null ? <Failed problem={proposing.problem} /> : null}
      {asking === 'edit' ? (
        <RecordEdit of={of} object={described} proposing={proposing} onClose={close} />
      ) : (
        <RecordFields org={org} of={of} object={described} filter={props.filter} onFilter={props.onFilter} />
      )}
      {asking === 'comment' ? <CommentDialog record={of.record} proposing={proposing} onClose={close} /> : null}
      {asking === 'topic' ? <TopicDialog record={of.record} proposing={proposing} onClose={close} /> : null}
    </>
  );
}

function whyNotDelete(busy: boolean, deletion: Proposal | null): string | null {
  if (busy) return 'Being proposed.';
  return deletion ? `${deletion.reference} proposes that already.` : null;
}

function Trouble(props: { problem: Problem; again: () => void }) {
  const { problem } = props;
  const mayHelp = problem.kind !== 'not-found' && problem.kind !== 'invalid-input';
  return (
    <Failed
      problem={problem}
      actions={
        <>
          {mayHelp ? <Press onPress={props.again}>Try again</Press> : null}
          {problem.kind === 'not-connected' ? (
            <Link className={style.pointed} href="/settings/orgs">
              Sign in under Settings, Orgs
            </Link>
          ) : null}
        </>
      }
    />
  );
}
