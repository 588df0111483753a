import { useCallback, useMemo } from 'react';
import { useLocation } from 'wouter';
import type { ListedProposal } from '../../shared/contract/views.ts';
import type { Call } from '../../shared/model/call.ts';
import { flagOf } from '../../shared/model/need.ts';
import { isOutbound } from '../../shared/model/outbound.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { ruleBar } from '../../shared/model/rule-bar.ts';
import { useOpenCall } from '../client/console-context.tsx';
import type { OpenCall } from '../client/open-call.ts';
import type { Desk } from '../desk/use-desk.ts';
import { ProposalCard } from '../proposal/proposal-card.tsx';
import { stateWord } from '../proposal/status-words.ts';
import { evidenceByUtterance } from '../transcript/evidence-map.ts';
import { EvidenceProvider } from '../transcript/evidence-pointer.tsx';
import { UtteranceRow } from '../transcript/utterance-row.tsx';
import { Note } from '../ui/note.tsx';
import { SectionLabel } from '../ui/states.tsx';
import style from './approvals.module.css';
import { wordsAround } from './words-around.ts';

type ApprovalDetailProps = {
  listed: ListedProposal;
  desk: Desk;
  /** It was decided a moment ago, and is shown until the person moves on. */
  decided?: boolean;
};

/** The chosen proposal with the words it rests on, or what became of the one decided before it. */
export function ApprovalDetail(props: ApprovalDetailProps) {
  const { call } = props.listed.proposal;
  return call === null ? <Detail {...props} open={null} /> : <DetailOfCall {...props} call={call} />;
}

function DetailOfCall(props: ApprovalDetailProps & { call: string }) {
  const open = useOpenCall(props.call);
  return <Detail {...props} open={open.value} />;
}

function Detail(props: ApprovalDetailProps & { open: OpenCall | null }) {
  const { listed, desk, open, decided = false } = props;
  const { proposal } = listed;
  const [, navigate] = useLocation();
  const utterances = open?.utterances ?? [];
  const times = useMemo(() => new Map(open?.utterances.map((each) => [each.id, each.startMs])), [open]);
  const timeOf = useCallback((utterance: string) => times.get(utterance) ?? null, [times]);
  const caller = open?.summary?.call.caller;
  const candidates = caller?.state === 'several' ? caller.candidates : [];
  const around = decided ? [] : wordsAround(utterances, proposal);
  return (
    <EvidenceProvider timeOf={timeOf}>
      <SectionLabel>{decided ? 'Just decided' : headingOf(proposal)}</SectionLabel>
      {decided ? null : <Unruled of={proposal} call={open?.summary?.call ?? null} />}
      <ProposalCard
        of={proposal}
        selected={!decided}
        callLive={listed.callLive}
        clock={listed.clock}
        tellDoor={open?.doors?.tell ?? null}
        candidates={candidates}
        actions={desk}
        others={open?.proposals}
        onSeeCall={proposal.call === null ? undefined : () => navigate(pathOf(proposal))}
      />
      {around.length > 0 ? (
        <>
          <SectionLabel>The words around it</SectionLabel>
          <Words around={around} of={proposal} />
        </>
      ) : null}
    </EvidenceProvider>
  );
}

/** Why only a person may approve what an agent asked for: it named no call, or nobody can say that it was the agent. */
function Unruled(props: { of: Proposal; call: Call | null }) {
  const { of, call } = props;
  const agent = of.askers.some((each) => each.kind === 'agent');
  // Of a call that is still being read nothing can be said.
  if (!agent || (of.call !== null && !call)) return null;
  const why = ruleBar(of, call);
  return why ? <Note tone="amber">{why} Only a person approves it.</Note> : null;
}

function Words(props: { around: OpenCall['utterances']; of: Proposal }) {
  const marked = useMemo(() => evidenceByUtterance([props.of]), [props.of]);
  return (
    <ol className={style.words}>
      {props.around.map((utterance) => (
        <UtteranceRow key={utterance.id} utterance={utterance} marked={marked.get(utterance.id) ?? []} />
      ))}
    </ol>
  );
}

/** What is the matter with a proposal, as the heading above its card. */
function headingOf(of: Proposal): string {
  const flag = flagOf(of);
  if (flag === 'conflict') return 'Changed since you saw it';
  if (flag === 'refused') return isOutbound(of) ? 'Not sent' : 'Refused by Salesforce';
  if (flag === 'uncertain') return 'Written or not?';
  return of.status.state === 'waiting' ? 'To countersign' : stateWord(of);
}

/** Where a proposal is seen in its call. */
export function pathOf(of: Proposal): string {
  return `/live/${encodeURIComponent(of.call ?? '')}/${encodeURIComponent(of.id)}`;
}
