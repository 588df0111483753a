import { useRef } from 'react';
import type { CallDoorsView, ProposalClock } from '../../shared/contract/clock-view.ts';
import type { CallerCandidate } from '../../shared/model/caller-match.ts';
import { isWaiting, type Proposal } from '../../shared/model/proposal.ts';
import { readingBasis } from '../../shared/model/reading-pace.ts';
import { useDecisions } from '../desk/decisions.tsx';
import { useScreenTime } from '../desk/use-screen-time.ts';
import { ToldOfCard } from '../said/said-context.tsx';
import { Note } from '../ui/note.tsx';
import { OrgScope } from '../ui/org-context.tsx';
import { dayAndTime } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import type { CardActions } from './card-actions.ts';
import { CardBody } from './card-body.tsx';
import { CardFoot, SettledFoot } from './card-foot.tsx';
import { CardHead } from './card-head.tsx';
import { ClockLine } from './clock-line.tsx';
import { AnswersView } from './parts/answers-view.tsx';
import { CommentInstead } from './parts/comment-instead.tsx';
import { QuestionsView } from './parts/questions-view.tsx';
import { RefusalNote } from './parts/refusal-note.tsx';
import style from './proposal-card.module.css';
import { RecordLink } from './record-link.tsx';
import { writtenBefore } from './written-before.ts';

type ProposalCardProps = {
  of: Proposal;
  selected: boolean;
  callLive: boolean;
  /** The caller's clock; null where nobody keeps one for it. */
  clock?: ProposalClock | null;
  /** The way to the agent of its call; null while it is not known. */
  tellDoor?: CallDoorsView['tell'] | null;
  candidates: readonly CallerCandidate[];
  actions: CardActions;
  /** The proposals of its call: what was written already is told where it is asked for again. */
  others?: readonly Proposal[];
  /** Something else was proposed in its place. */
  onProposed?: (proposal: string) => void;
  onSelect?: () => void;
  onSeeCall?: () => void;
};

/** One proposal: what would be written, why, and the decision that is due. */
export function ProposalCard(props: ProposalCardProps) {
  const { selected, actions } = props;
  const of = useDecisions().asChosen(props.of);
  const clock = props.clock ?? null;
  const waiting = isWaiting(of);
  const box = useRef<HTMLElement>(null);
  useScreenTime(of.id, waiting ? readingBasis(props.of) : null, box);
  // What ends soon is told before everything else, what ends some day after it.
  const isUrgent = clock?.state === 'caller-waiting' || of.remindedAt !== undefined;
  const ends =
    waiting && actions.extend ? (
      <ClockLine of={of} clock={clock} selected={selected} onExtend={() => actions.extend?.(of)} />
    ) : null;
  return (
    <OrgScope id={of.org}>
      <article
        ref={box}
        className={style.card}
        data-proposal={of.id}
        data-selected={selected || undefined}
        data-quiet={!waiting || undefined}
        aria-labelledby={`title-${of.id}`}
        aria-current={selected || undefined}
        tabIndex={-1}
        onPointerDownCapture={props.onSelect && ((press) => takeFocusInPlace(press.currentTarget))}
        onFocusCapture={props.onSelect}
      >
        <CardHead of={of} clock={clock} callLive={props.callLive} onSeeCall={props.onSeeCall} />
        {isUrgent ? ends : null}
        <CardBody
          of={of}
          clock={clock}
          candidates={props.candidates}
          selected={selected}
          onEdit={() => actions.edit(of)}
          onUpdateInstead={actions.updateInstead && ((record) => actions.updateInstead?.(of, record))}
        />
        <ToldOfCard proposal={of.id} />
        <QuestionsView of={of} />
        <AnswersView of={props.of} clock={clock} />
        <AskedAgain of={of} others={props.others ?? []} />
        <CommentInstead of={of} onProposed={props.onProposed} />
        {isUrgent ? null : ends}
        {waiting ? null : <RefusalNote of={of} hindrance={actions.hindrance(of)} />}
        {waiting ? <CardFoot {...props} of={of} clock={clock} /> : <SettledFoot of={of} actions={actions} />}
      </article>
    </OrgScope>
  );
}

function AskedAgain(props: { of: Proposal; others: readonly Proposal[] }) {
  const before = writtenBefore(props.of, props.others);
  const now = useNow();
  if (before?.status.state !== 'written') return null;
  const { result } = before.status;
  return (
    <Note tone="amber">
      Asked for again: {before.reference} was written {dayAndTime(result.at, now)}.{' '}
      <RecordLink url={result.url} name={result.record.name || result.record.id} />
    </Note>
  );
}

/** A card that is pressed is selected where it stands: one that moved under the pointer would lose the press. */
function takeFocusInPlace(card: HTMLElement): void {
  if (!card.contains(document.activeElement)) card.focus({ preventScroll: true });
}
