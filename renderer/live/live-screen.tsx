import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { Proposal } from '../../shared/model/proposal.ts';
import { useCalls, useOpenCall } from '../client/console-context.tsx';
import { useKeys } from '../desk/keys.tsx';
import { SaidProvider } from '../said/said-context.tsx';
import { ToldStrip } from '../said/told-strip.tsx';
import { EvidenceProvider } from '../transcript/evidence-pointer.tsx';
import { OrgScope } from '../ui/org-context.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { CallHead } from './call-head.tsx';
import { CallNotes } from './call-notes.tsx';
import { callSections } from './call-sections.ts';
import { CallerPanel } from './caller-panel.tsx';
import { callerCandidates } from './caller-words.ts';
import { CallsPanel } from './calls-panel.tsx';
import style from './live.module.css';
import { ProposalsPanel } from './proposals-panel.tsx';
import { TranscriptPanel } from './transcript-panel.tsx';

type LiveScreenProps = { call: string | null; proposal: string | null; starters: ReactNode };

/** The calls, what is said in one of them, and what is proposed because of it. */
export function LiveScreen(props: LiveScreenProps) {
  const [, navigate] = useLocation();
  const search = useRef<HTMLInputElement>(null);
  const [callerUnfolded, setCallerUnfolded] = useState(hasRoomForCaller);
  const calls = useCalls();
  const order = useMemo(() => callSections(calls.value.values()), [calls.value]);
  const all = useMemo(() => [...order.live, ...order.ended], [order]);
  const chosen = props.call ?? all[0] ?? null;
  const goTo = useCallback((call: string) => navigate(`/live/${encodeURIComponent(call)}`), [navigate]);

  // The first call is chosen once; a call that ends later does not move the reader elsewhere.
  useEffect(() => {
    if (props.call === null && chosen !== null) navigate(`/live/${encodeURIComponent(chosen)}`, { replace: true });
  }, [props.call, chosen, navigate]);

  const step = (by: 1 | -1) => () => {
    const next = all[(chosen === null ? -1 : all.indexOf(chosen)) + by];
    if (next) goTo(next);
  };
  useKeys({ 'next-call': step(1), 'previous-call': step(-1), search: () => search.current?.focus() });

  return (
    <div className={style.screen}>
      <CallsPanel chosen={chosen} onChoose={goTo} search={search} starters={props.starters} />
      {chosen ? (
        <OpenedCall
          key={chosen}
          id={chosen}
          asked={props.proposal}
          callerUnfolded={callerUnfolded}
          onCallerUnfolded={setCallerUnfolded}
        />
      ) : (
        <Nothing loading={calls.state === 'loading'} />
      )}
    </div>
  );
}

/** In a small window the transcript goes first; a line says what there is to unfold. */
function hasRoomForCaller(): boolean {
  return window.innerHeight >= 800 && window.innerWidth > 1200;
}

function Nothing(props: { loading: boolean }) {
  if (props.loading) return <Skeleton of="the calls" />;
  return (
    <Empty title="No call yet.">
      Start a practice call, or open a recorded one from a file, with the buttons below the list of calls.
    </Empty>
  );
}

type OpenedCallProps = {
  id: string;
  asked: string | null;
  callerUnfolded: boolean;
  onCallerUnfolded: (unfolded: boolean) => void;
};

function OpenedCall(props: OpenedCallProps) {
  const open = useOpenCall(props.id);
  const [, navigate] = useLocation();
  const [pinned, setPinned] = useState<string | null>(null);
  const { value } = open;
  const said = useRef(value.utterances);
  said.current = value.utterances;
  // Looked up when it is asked for: the cards need not be drawn anew for every word that is said.
  const timeOf = useCallback((id: string) => said.current.findLast((each) => each.id === id)?.startMs ?? null, []);
  const shown = useCallback(() => {
    setPinned(null);
    if (props.asked) navigate(`/live/${encodeURIComponent(props.id)}`, { replace: true });
  }, [props.asked, props.id, navigate]);

  const joinedTo = value.summary?.call.joinedTo;
  // Two platforms told of the same call: the reader goes on where everything of it is now.
  useEffect(() => {
    if (joinedTo !== undefined) navigate(`/live/${encodeURIComponent(joinedTo)}`, { replace: true });
  }, [joinedTo, navigate]);

  if (open.problem && !value.summary) return <Failed problem={open.problem} />;
  if (!value.summary || joinedTo !== undefined) return <Skeleton of="the call" />;
  const { call } = value.summary;
  const live = call.endedAt === null;
  const onProposed = ({ id }: Proposal) => setPinned(id);
  return (
    <EvidenceProvider timeOf={timeOf}>
      <section className={style.call} aria-label={`Call with ${value.summary.name}`}>
        <div>
          <CallHead summary={value.summary} doors={value.doors} />
          <CallNotes call={call} />
          <OrgScope id={call.org}>
            <ToldStrip summary={value.summary} said={value.said} doors={value.doors} onPin={setPinned} />
          </OrgScope>
        </div>
        <OrgScope id={call.org}>
          <div className={style.callBody}>
            <CallerPanel
              call={call}
              proposals={value.proposals}
              unfolded={props.callerUnfolded}
              onUnfolded={props.onCallerUnfolded}
              onProposed={onProposed}
            />
            <TranscriptPanel call={call} open={value} live={live} onPin={setPinned} />
          </div>
        </OrgScope>
      </section>
      <SaidProvider said={value.said}>
        <ProposalsPanel
          proposals={value.proposals}
          callLive={live}
          clocks={value.clocks}
          tellDoor={value.doors?.tell ?? null}
          candidates={callerCandidates(call.caller)}
          asked={pinned ?? props.asked}
          onShown={shown}
          onProposed={setPinned}
        />
      </SaidProvider>
    </EvidenceProvider>
  );
}
