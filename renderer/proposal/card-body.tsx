import type { ProposalClock } from '../../shared/contract/clock-view.ts';
import { isAccessToken } from '../../shared/model/access-token.ts';
import { assertNever } from '../../shared/model/assert-never.ts';
import type { CallerCandidate } from '../../shared/model/caller-match.ts';
import { diffProposal } from '../../shared/model/diff.ts';
import { otherSide } from '../../shared/model/other-side.ts';
import { isOutbound, turnedAway } from '../../shared/model/outbound.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { Decider, Proposal, Readiness } from '../../shared/model/proposal.ts';
import { secondLook } from '../../shared/model/record-match.ts';
import { useDecisions } from '../desk/decisions.tsx';
import { Note } from '../ui/note.tsx';
import { Press } from '../ui/press.tsx';
import { useNow } from '../ui/use-now.tsx';
import { BinLink } from './parts/bin-link.tsx';
import { ConsequencesView } from './parts/consequences-view.tsx';
import { DiffView } from './parts/diff-view.tsx';
import { DuplicatesView, LikeView } from './parts/duplicates-view.tsx';
import { PolicyView } from './parts/policy-view.tsx';
import { RecordChooser } from './parts/record-chooser.tsx';
import { RecordWatchView } from './parts/record-watch-view.tsx';
import { ThreeWayView } from './parts/three-way-view.tsx';
import { TokenView } from './parts/token-view.tsx';
import { UncertainView } from './parts/uncertain-view.tsx';
import { WrittenView } from './parts/written-view.tsx';
import style from './proposal-card.module.css';
import { deciderName, rejectedWhy } from './status-words.ts';

type BodyProps = {
  of: Proposal;
  clock: ProposalClock | null;
  candidates: readonly CallerCandidate[];
  /** Its keys act. */
  selected: boolean;
  onEdit: () => void;
  onUpdateInstead?: (record: string) => void;
};

/** What a card says, state by state. */
export function CardBody(props: BodyProps) {
  const { of } = props;
  const { status } = of;
  if (isAccessToken(of) && tokenStates.has(status.state)) return <TokenView of={of} clock={props.clock} />;
  switch (status.state) {
    case 'waiting':
      return <WaitingBody {...props} conflict={status.conflict} problem={status.confirming ? null : status.problem} />;
    case 'approved':
      return <Approved of={of} status={status} />;
    case 'writing':
      return <Sending of={of} words={isOutbound(of) ? `Going out by ${otherSide(of)}.` : 'Writing to Salesforce.'} />;
    case 'uncertain':
      return (
        <>
          <DiffView of={of} />
          <UncertainView of={of} problem={status.problem} needsPerson={status.needsPerson} />
        </>
      );
    case 'written':
      return (
        <>
          <WrittenView of={of} decision={status.decision} result={status.result} />
          <BinLink of={of} />
        </>
      );
    case 'failed':
      return <Refused {...props} problem={status.problem} />;
    case 'rejected':
      return (
        <Note tone="quiet">
          Rejected by {deciderName(status.decision.by)}
          {rejectedWhy(status.decision)}
        </Note>
      );
    case 'expired':
      return <Note tone="quiet">Nobody decided in time. Nothing was written.</Note>;
    case 'superseded':
      return <Note tone="quiet">{status.reason}</Note>;
    case 'undone':
      return <Note tone="quiet">Written, then undone by its reverse.</Note>;
    default:
      return assertNever(status);
  }
}

/** What a card of a token says in its own way; how it ended undecided is told like that of others. */
const tokenStates: ReadonlySet<string> = new Set(['waiting', 'approved', 'writing', 'uncertain', 'written', 'failed']);

function Approved(props: { of: Proposal; status: Extract<Proposal['status'], { state: 'approved' }> }) {
  const { decision, problem, sendAt } = props.status;
  const seconds = Math.ceil(((sendAt ?? 0) - useNow()) / 1000);
  const words =
    seconds > 0 && problem === null
      ? `Approved by ${deciderName(decision.by)}. Sent in ${seconds} s.`
      : approvedWords(decision.by, problem);
  return <Sending of={props.of} words={words} />;
}

function approvedWords(by: Decider, problem: Problem | null): string {
  const approved = `Approved by ${deciderName(by)}.`;
  // It says itself when it leaves.
  if (problem?.code === 'quiet-hours') return `${approved} ${problem.message}`;
  return problem ? `${approved} Not sent yet: ${problem.message} It is tried again.` : `${approved} It is sent next.`;
}

function Sending(props: { of: Proposal; words: string }) {
  return (
    <>
      <DiffView of={props.of} />
      <div aria-busy="true">
        <Note tone="quiet">{props.words}</Note>
      </div>
    </>
  );
}

function WaitingBody(props: BodyProps & { conflict: string[] | null; problem: Problem | null }) {
  const { of, conflict, problem } = props;
  return (
    <>
      {isOutbound(of) ? <ConsequencesView of={of} /> : null}
      {of.current && of.operation !== 'delete' && !isOutbound(of) ? (
        <ThreeWayView of={of} selected={props.selected} />
      ) : (
        <DiffView of={of} />
      )}
      <RecordWatchView of={of} selected={props.selected} />
      {isOutbound(of) ? null : <ConsequencesView of={of} />}
      <div className={style.notes}>
        <ReadinessNote {...props} readiness={of.readiness} />
        {of.like && of.like.length > 0 && !problem?.duplicates ? (
          <LikeView of={of} like={of.like} onUpdate={props.onUpdateInstead} />
        ) : null}
        <PolicyView of={of} />
        {conflict ? <ConflictNote of={of} fields={conflict} /> : null}
        {problem ? <ProblemNote {...props} problem={problem} /> : null}
      </div>
    </>
  );
}

function ConflictNote(props: { of: Proposal; fields: readonly string[] }) {
  const labels = props.fields.map((field) => props.of.values.find((value) => value.field === field)?.label ?? field);
  const what = labels.length > 0 ? labels.join(', ') : 'the record';
  const who = props.of.current?.modifiedBy ?? 'Someone';
  const over = diffProposal(props.of).filter((row) => row.conflict);
  return (
    <Note tone="amber">
      {who} changed {what} after you saw it. Nothing was sent.{' '}
      {over.length > 0
        ? `Approving now writes ours over ${over.map((row) => row.label).join(', ')}.`
        : 'What they changed stays as it is.'}
    </Note>
  );
}

function ReadinessNote(props: BodyProps & { readiness: Readiness }) {
  const { of, readiness } = props;
  switch (readiness.state) {
    case 'ready':
      return secondLook(of) ? <RecordChooser {...props} /> : null;
    case 'preparing':
      return (
        <div aria-busy="true">
          <Note tone="quiet">Reading the record from Salesforce.</Note>
        </div>
      );
    case 'needs-record':
      return <RecordChooser {...props} />;
    case 'blocked':
      return (
        <>
          <ProblemNote {...props} problem={readiness.problem} />
          {readiness.problem.next === 'choose-record' || lacksRecord(of) ? <RecordChooser {...props} /> : null}
        </>
      );
    default:
      return assertNever(readiness);
  }
}

/** Whether it is a new record that must hang on one which is not known yet. */
function lacksRecord(of: Proposal): boolean {
  return of.recordObject !== undefined && of.record === null && (of.after ?? []).length === 0;
}

function Refused(props: BodyProps & { problem: Problem }) {
  const { of, problem } = props;
  const decisions = useDecisions();
  return (
    <>
      <DiffView of={of} />
      <Note
        tone="red"
        actions={
          <>
            <Press tone="primary" hint="E" onPress={props.onEdit}>
              Fix and retry
            </Press>
            <Press onPress={() => void decisions.reopen(of)}>Back to waiting</Press>
          </>
        }
      >
        {refusedWords(of, problem)}
        {problem.code && problem.code !== turnedAway ? <span className={style.reference}> {problem.code}</span> : null}
        {problem.duplicates ? (
          <DuplicatesView of={of} found={problem.duplicates} onUpdate={props.onUpdateInstead} />
        ) : null}
      </Note>
    </>
  );
}

/** A platform’s refusal names it already. */
function refusedWords(of: Proposal, { code, message }: Problem): string {
  if (code === turnedAway) return `It was approved, and then not sent: ${message}`;
  return isOutbound(of) ? message : `Salesforce refused it: ${message} Nothing was written.`;
}

function ProblemNote(props: BodyProps & { problem: Problem }) {
  const { of, problem } = props;
  const decisions = useDecisions();
  const reread = problem.next === 'retry' || problem.next === 'reload-record' || problem.next === 'reconnect';
  return (
    <Note
      tone="red"
      actions={
        <>
          {problem.next === 'edit' ? <Press onPress={props.onEdit}>Edit</Press> : null}
          {reread ? <Press onPress={() => void decisions.reopen(of)}>Read it again</Press> : null}
        </>
      }
    >
      {problem.message}
      {problem.duplicates ? (
        <DuplicatesView of={of} found={problem.duplicates} onUpdate={props.onUpdateInstead} />
      ) : null}
    </Note>
  );
}
