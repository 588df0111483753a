import { useRef } from 'react';
import type { CallDoorsView, ProposalClock } from '../../shared/contract/clock-view.ts';
import { isAccessToken } from '../../shared/model/access-token.ts';
import type { CallerCandidate } from '../../shared/model/caller-match.ts';
import { isWaiting, type Precedent, type Proposal } from '../../shared/model/proposal.ts';
import { readingBasis } from '../../shared/model/reading-pace.ts';
import { sensitivityOf } from '../../shared/model/sensitivity.ts';
import { useLine } from '../client/console-context.tsx';
import { useDecisions } from '../desk/decisions.tsx';
import { useDeciding } from '../desk/use-deciding.ts';
import { useScreenTime } from '../desk/use-screen-time.ts';
import { ToldOfCard } from '../said/said-context.tsx';
import { Note } from '../ui/note.tsx';
import { OrgScope, useOrg } from '../ui/org-context.tsx';
import { OrgMark } from '../ui/org-mark.tsx';
import { Press } from '../ui/press.tsx';
import { Tag } from '../ui/tag.tsx';
import { dayAndTime } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import { AnswersView } from './answers-view.tsx';
import { AskPress } from './ask-press.tsx';
import { CardBody } from './card-body.tsx';
import { CardClock } from './card-clock.tsx';
import { ClockLine } from './clock-line.tsx';
import { CommentInstead } from './comment-instead.tsx';
import style from './proposal-card.module.css';
import { QuestionsView } from './questions-view.tsx';
import { RecordLink } from './record-link.tsx';
import { RefusalNote } from './refusal-note.tsx';
import { askedBy, stateTone, stateWord } from './status-words.ts';
import { whyNotGive } from './token-words.ts';
import { TrustMenu } from './trust-menu.tsx';
import { hasUndo, UndoPress } from './undo-press.tsx';
import { whyNotApprove, whyNotEdit, whyNotReject } from './why-not.ts';
import { writtenBefore } from './written-before.ts';

/** What the screen does when a card is acted on. */
export type CardActions = {
  approve(of: Proposal): void;
  edit(of: Proposal): void;
  reject(of: Proposal): void;
  /** Asks the agent back; with the reason where it cannot be asked. */
  ask(of: Proposal, why: string | null): void;
  /** Where its own end can be moved. */
  extend?(of: Proposal): void;
  /** Where what was decided can be taken back, and which card its key acts on. */
  undo?(of: Proposal): void;
  undoTarget?: string | null;
  /** Where the screen can show what takes its place. */
  updateInstead?(of: Proposal, record: string): void;
  /** Why the last thing asked of it was not done. */
  hindrance(of: Proposal): string | null;
};

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
        <CardHead of={of} clock={clock} callLive={props.callLive} />
        {waiting && actions.extend ? (
          <ClockLine of={of} clock={clock} selected={selected} onExtend={() => actions.extend?.(of)} />
        ) : null}
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
        {waiting ? null : <RefusalNote of={of} hindrance={actions.hindrance(of)} />}
        {waiting ? <CardFoot {...props} of={of} /> : <SettledFoot {...props} of={of} />}
      </article>
    </OrgScope>
  );
}

function CardHead(props: { of: Proposal; clock: ProposalClock | null; callLive: boolean }) {
  const { of } = props;
  return (
    <header className={style.head}>
      <div>
        <h3 className={style.title} id={`title-${of.id}`}>
          {of.actionLabel}
        </h3>
        <p className={style.sub}>
          <OrgMark />
          {namesObject(of) ? null : <>{of.objectLabel} · </>}
          {of.record ? (
            <>
              <strong title={of.record.id}>
                <VisibleText text={of.record.name} />
              </strong>
              {of.record.detail ? (
                <>
                  {' '}
                  · <VisibleText text={of.record.detail} />
                </>
              ) : null}{' '}
              ·{' '}
            </>
          ) : null}
          <VisibleText text={askedBy(of.askers)} />
        </p>
        {of.recordReason ? (
          <p className={style.sub}>
            <VisibleText text={of.recordReason} />
          </p>
        ) : null}
        <Comes after={of.after ?? []} />
      </div>
      <div className={style.side}>
        {isWaiting(of) ? (
          <CardClock of={of} clock={props.clock} callLive={props.callLive} />
        ) : (
          <Tag tone={stateTone(of)}>{isAccessToken(of) && of.status.state === 'written' ? 'given' : stateWord(of)}</Tag>
        )}
        <span className={style.reference}>{of.reference}</span>
      </div>
    </header>
  );
}

/** Whether the action's name says what it makes or changes; what a new record hangs on says enough of it. */
function namesObject({ actionLabel, object, objectLabel, recordObject }: Proposal): boolean {
  if (recordObject !== undefined && recordObject !== object) return true;
  return actionLabel.toLowerCase().includes(objectLabel.toLowerCase());
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

/** What has to be written before it. */
function Comes(props: { after: readonly Precedent[] }) {
  const names = new Set(props.after.map((each) => `${each.reference} ${each.label}`));
  return [...names].map((name) => (
    <p key={name} className={style.sub}>
      after {name}
    </p>
  ));
}

function CardFoot(props: ProposalCardProps) {
  const { of, actions, selected } = props;
  const offline = useLine().state === 'open' ? null : 'Reconnecting: deciding waits until the console is back.';
  const busy = useDecisions().busy(of.id) ? 'Sent, waiting for the console.' : null;
  const sensitive = sensitivityOf(of, useDeciding().deciding.sensitive);
  const me = useOrg()?.user.id;
  const signed = of.firstApproval !== undefined && of.firstApproval.user === me;
  return (
    <footer className={style.foot}>
      {/* Beside the buttons, which stay in view: of a tall card the rest may not. */}
      <div className={style.said}>
        <ConfirmNote of={of} />
        <RefusalNote of={of} hindrance={actions.hindrance(of)} />
      </div>
      <Press
        tone={approveTone(of, selected)}
        hint={sensitive ? null : 'A'}
        hintElsewhere={!selected}
        refusedBecause={
          offline ?? busy ?? whyNotApprove(of) ?? whyNotGive(of, props.clock ?? null) ?? (signed ? signedAlready : null)
        }
        onPress={() => actions.approve(of)}
        onRefused={() => actions.approve(of)}
      >
        {of.status.state === 'waiting' && of.status.confirming && !of.firstApproval ? 'Approve once more' : 'Approve'}
      </Press>
      <Press
        hint="E"
        hintElsewhere={!selected}
        refusedBecause={offline ?? busy ?? whyNotEdit(of)}
        onPress={() => actions.edit(of)}
        onRefused={() => actions.edit(of)}
      >
        Edit
      </Press>
      <Press
        hint="R"
        hintElsewhere={!selected}
        refusedBecause={offline ?? busy ?? whyNotReject(of)}
        onPress={() => actions.reject(of)}
        onRefused={() => actions.reject(of)}
      >
        Reject
      </Press>
      <AskPress
        of={of}
        door={props.tellDoor}
        clock={props.clock ?? null}
        selected={selected}
        onAsk={(why) => actions.ask(of, why)}
      />
      <TrustMenu
        of={of}
        callLive={props.callLive}
        refusedBecause={offline ?? busy ?? whyNotApprove(of)}
        onApprove={() => actions.approve(of)}
      />
      <SeeCall onSeeCall={props.onSeeCall} />
    </footer>
  );
}

const signedAlready = 'You approved it already: another user of this org signs in for it.';

/** What was approved once, and does when it is approved again. */
function ConfirmNote({ of: { status, operation } }: { of: Proposal }) {
  if (status.state !== 'waiting' || !status.confirming || !status.problem) return null;
  return (
    <Note tone={operation === 'delete' ? 'red' : 'amber'}>
      <VisibleText text={status.problem.message} />
    </Note>
  );
}

function approveTone(of: Proposal, selected: boolean): 'primary' | 'danger' | undefined {
  if (of.operation === 'delete') return 'danger';
  return selected ? 'primary' : undefined;
}

function SettledFoot(props: ProposalCardProps) {
  const { of, actions } = props;
  const undo = actions.undo && hasUndo(of) ? actions.undo : null;
  if (!props.onSeeCall && !undo) return null;
  return (
    <footer className={style.foot}>
      {undo ? <UndoPress of={of} hinted={actions.undoTarget === of.id} onPress={() => undo(of)} /> : null}
      <SeeCall onSeeCall={props.onSeeCall} />
    </footer>
  );
}

function SeeCall(props: { onSeeCall?: () => void }) {
  if (!props.onSeeCall) return null;
  return (
    <span className={style.footEnd}>
      <Press onPress={props.onSeeCall}>See the call</Press>
    </span>
  );
}

/** A card that is pressed is selected where it stands: one that moved under the pointer would lose the press. */
function takeFocusInPlace(card: HTMLElement): void {
  if (!card.contains(document.activeElement)) card.focus({ preventScroll: true });
}
