import { type RefObject, useMemo, useState } from 'react';
import { Link } from 'wouter';
import type { OutcomeView } from '../../shared/contract/outcomes-contract.ts';
import type { Call, CallErased } from '../../shared/model/call.ts';
import { platformName } from '../../shared/model/platform-name.ts';
import { useOpenCall } from '../client/console-context.tsx';
import { OrgScope } from '../ui/org-context.tsx';
import { phoneText } from '../ui/phone-text.ts';
import { Failed, Skeleton } from '../ui/states.tsx';
import { clock, dayAndTime } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import { HeardTranscript } from './heard-transcript.tsx';
import { OutcomePanel } from './outcome-panel.tsx';
import style from './outcomes.module.css';
import { PlayerBar } from './player-bar.tsx';
import { lineAt, lineBeside } from './spoken-at.ts';
import { useOutcome } from './use-outcome.ts';
import { usePlayer } from './use-player.ts';
import type { Review } from './use-review.ts';

type OutcomeDetailProps = {
  call: string;
  review: Review;
  editing: boolean;
  onEditing: (editing: boolean) => void;
  onWrite: () => void;
  onAssign: () => void;
  onDone: () => void;
  onDisagree: () => void;
  noteField: RefObject<HTMLTextAreaElement | null>;
};

/** One call that ended: what was said beside what was made out of it. */
export function OutcomeDetail(props: OutcomeDetailProps) {
  const { value, problem } = useOutcome(props.call);
  if (problem && !value) return <Failed problem={problem} />;
  if (!value) return <Skeleton of="the outcome" lines={8} />;
  return <Shown {...props} view={value} />;
}

function Shown(props: OutcomeDetailProps & { view: OutcomeView }) {
  const { view } = props;
  const { row, outcome } = view;
  const open = useOpenCall(props.call).value;
  const said = useMemo(() => open.utterances.filter(({ state }) => state === 'final'), [open.utterances]);
  const erased = open.summary?.call.erased;
  const player = usePlayer(props.call, row.seconds * 1000);
  const [shown, setShown] = useState<string | null>(null);
  const started = player.state === 'playing' || player.state === 'paused';
  const heard = view.recorded && (started || player.ms > 0) ? lineAt(said, player.ms) : null;
  const { disposition, sentiment, summary } = outcome.derived;
  const marked = useMemo(
    () => new Set([disposition, sentiment, summary].flatMap(({ utterances }) => utterances)),
    [disposition, sentiment, summary],
  );
  const beside = (by: 1 | -1) => {
    const line = lineBeside(said, player.ms, by);
    if (line?.startMs !== null && line?.startMs !== undefined) player.seek(line.startMs);
  };
  return (
    <OrgScope id={row.org}>
      <section className={style.said} aria-label="What was said">
        <Head view={view} />
        <div className={style.words}>
          <HeardTranscript
            utterances={said}
            erased={erased}
            heard={heard}
            marked={marked}
            shown={shown}
            onHear={view.recorded ? (ms) => player.seek(ms, true) : null}
          />
        </div>
        {view.recorded ? (
          <PlayerBar player={player} onLine={beside} />
        ) : (
          <p className={style.noSound}>{noSoundWords(row.channel, erased)}</p>
        )}
      </section>
      <OutcomePanel
        {...props}
        about={open.summary?.call ?? null}
        proposals={open.proposals}
        onSee={(utterance) => {
          setShown(null);
          // Asked for twice, it is shown twice.
          requestAnimationFrame(() => setShown(utterance));
        }}
      />
    </OrgScope>
  );
}

function noSoundWords(channel: Call['channel'], erased: CallErased | undefined): string {
  if (channel === 'chat') return 'A chat: there is nothing to hear.';
  return erased?.what === 'all' ? 'No recording: it was erased.' : 'No recording: its platform told of none.';
}

function Head({ view: { row } }: { view: OutcomeView }) {
  const now = useNow();
  const about = [
    `ended ${dayAndTime(row.endedAt, now)}`,
    clock(row.seconds * 1000),
    row.platform && platformName(row.platform),
    row.agent,
  ].filter(Boolean);
  return (
    <header className={style.head}>
      <h2 className={style.name}>
        <VisibleText text={phoneText(row.name)} />
      </h2>
      <p className={style.quiet}>
        <VisibleText text={about.join(' · ')} />
      </p>
      <Link className={style.link} to={`/live/${encodeURIComponent(row.call)}`}>
        The whole call
      </Link>
    </header>
  );
}
