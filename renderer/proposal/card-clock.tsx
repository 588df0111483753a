import { clock } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import style from './proposal-card.module.css';

/** How long a proposal has been waiting, and whether the caller still is. */
export function CardClock(props: { since: number; callLive: boolean }) {
  const now = useNow();
  const age = clock(now - props.since);
  return (
    <span className={style.clock} data-live={props.callLive || undefined}>
      <span className={style.ring} aria-hidden="true" />
      <span>
        <span className="sr-only">Waiting for </span>
        {age}
      </span>
      {props.callLive ? <span className="sr-only">, the caller is on the line</span> : <span>caller gone</span>}
    </span>
  );
}
