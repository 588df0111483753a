import { useMutation } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { CallDoorsView } from '../../shared/contract/clock-view.ts';
import type { CallSummary } from '../../shared/contract/views.ts';
import { callerParty } from '../../shared/model/call.ts';
import { platformName } from '../../shared/model/platform-name.ts';
import { useConsole } from '../client/console-context.tsx';
import { StopIcon } from '../ui/icons.tsx';
import { phoneText } from '../ui/phone-text.ts';
import { Press } from '../ui/press.tsx';
import { clock, dayAndTime } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import { CallDoors } from './call-doors.tsx';
import { CallerControl } from './caller-control.tsx';
import { ExportCall } from './export-call.tsx';
import style from './live.module.css';

/** Who is calling, with whom they speak, and where the call stands. */
export function CallHead(props: { summary: CallSummary; doors: CallDoorsView | null }) {
  const { summary } = props;
  const { call } = summary;
  const { query } = useConsole();
  const stop = useMutation(query.replay.stop.mutationOptions());
  const phone = callerParty(call)?.phone;
  const company = call.caller.state === 'matched' ? call.caller.person.record.detail : null;
  const from = [company, phone && phone !== summary.name ? phoneText(phone) : null].filter((fact) => fact !== null);
  const platform = call.sources.map((source) => platformName(source.platform)).join(' and ');
  return (
    <header className={style.callHead}>
      <div className={style.callWho}>
        <div className={style.callTitle}>
          <h1 className={style.callName} title={summary.name}>
            <VisibleText text={phoneText(summary.name)} />
          </h1>
          {from.map((fact) => (
            <span key={fact} className={style.callFact}>
              <VisibleText text={fact} />
            </span>
          ))}
        </div>
        <div className={style.callFacts}>
          <CallerControl call={call} />
          <span className={style.callFact}>{call.agent ? `Agent ${call.agent.name} on ${platform}` : platform}</span>
        </div>
      </div>
      <div className={style.callSide}>
        <CallDoors summary={summary} doors={props.doors} />
        {call.endedAt === null ? null : (
          <Link className={style.textButton} to={`/outcomes/all/${encodeURIComponent(call.id)}`}>
            Outcome
          </Link>
        )}
        <ExportCall call={call.id} />
        <CallClock startedAt={call.startedAt} endedAt={call.endedAt} />
        {summary.replaying ? (
          <Press tone="quiet" label="Stop this replay" onPress={() => stop.mutate({ call: call.id })}>
            <StopIcon size={14} />
            Stop
          </Press>
        ) : null}
      </div>
    </header>
  );
}

function CallClock(props: { startedAt: number; endedAt: number | null }) {
  const now = useNow();
  const length = clock((props.endedAt ?? now) - props.startedAt);
  if (props.endedAt === null) return <span className={style.callClock}>{length}</span>;
  return (
    <span className={style.callEnded}>
      ended {dayAndTime(props.endedAt, now)}, {length} long
    </span>
  );
}
