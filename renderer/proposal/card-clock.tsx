import { clock } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import style from './proposal-card.module.css';

/** How long a proposal has been waiting, and whether the caller still is; null where there is no call. */
export function CardClock(props: { since: number; callLive: boolean | null }) {
  const now = useNow();
  const age = clock(now - props.since);
  return (
    <span className={style.clock} data-live={props.callLive || undefined}>
      <span className={style.ring} aria-hidden="true" />
      <span>
        <span className="sr-only">Waiting for </span>
        {age}
      </span>
      {props.callLive === true ? <span className="sr-only">, the caller is on the line</span> : null}
      {props.callLive === false ? <span>caller gone</span> : null}
    </span>
  );
}
