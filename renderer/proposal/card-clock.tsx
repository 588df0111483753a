import type { ProposalClock } from '../../shared/contract/clock-view.ts';
import { assertNever } from '../../shared/model/assert-never.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { clock as clockText } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import style from './card-clock.module.css';
import { type ClockFace, clockFace } from './clock-face.ts';

type CardClockProps = { of: Proposal; clock: ProposalClock | null; callLive: boolean };

/** The caller's clock in the corner of a card: how long is left to answer in the call, or how long it waits already. */
export function CardClock(props: CardClockProps) {
  const face = clockFace(props.of, props.clock, props.callLive, useNow());
  return (
    <span className={style.clock} data-face={face.kind}>
      <ClockRing face={face} />
      <ClockText face={face} />
    </span>
  );
}

/** The same in a row of a list, where there is room for a number or a word. */
export function RowClock(props: CardClockProps) {
  const face = clockFace(props.of, props.clock, props.callLive, useNow());
  return (
    <span className={style.clock} data-face={face.kind}>
      <RowText face={face} />
    </span>
  );
}

function RowText(props: { face: ClockFace }) {
  const { face } = props;
  if (face.kind === 'parked') return 'parked';
  if (face.kind !== 'left') return clockText(face.ms);
  return (
    <>
      <span className="sr-only">Time left </span>
      {clockText(face.ms)}
      <ClockRing face={face} />
    </>
  );
}

const around = 2 * Math.PI * 4;

/** A ring that runs out with the time that is left; whole where none is running. */
function ClockRing(props: { face: ClockFace }) {
  const part = props.face.kind === 'left' ? props.face.part : 1;
  return (
    <svg className={style.ring} viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <circle className={style.ringTrack} cx="6" cy="6" r="4" />
      <circle cx="6" cy="6" r="4" strokeDasharray={`${part * around} ${around}`} transform="rotate(-90 6 6)" />
    </svg>
  );
}

function ClockText(props: { face: ClockFace }) {
  const { face } = props;
  const time = clockText(face.ms);
  const waited = (
    <span>
      <span className="sr-only">Waiting for </span>
      {time}
    </span>
  );
  switch (face.kind) {
    case 'left':
      return (
        <span>
          <span className="sr-only">The caller waits. Time left to answer in the call: </span>
          {time}
        </span>
      );
    case 'parked':
      return <>{waited} parked</>;
    case 'gone':
      return <>{waited} caller gone</>;
    case 'on-the-line':
      return (
        <>
          {waited}
          <span className="sr-only">, the caller is on the line</span>
        </>
      );
    case 'waiting':
      return waited;
    default:
      return assertNever(face);
  }
}
