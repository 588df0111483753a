import type { FeedView } from '../../../shared/contract/feeds-contract.ts';
import { useNow } from '../../ui/use-now.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { ago, skewWords } from './feed-words.ts';
import style from './feeds.module.css';

/** How a feed is doing since the console was started. */
export function FeedHealthFacts(props: { of: FeedView }) {
  const { health, kept } = props.of;
  const now = useNow();
  const skew = skewWords(health.clockSkewMs);
  return (
    <dl className={style.facts}>
      <dt>Last event</dt>
      <dd>{health.lastEventAt === null ? 'none since the start' : ago(health.lastEventAt, now)}</dd>
      <dt>Taken in</dt>
      <dd>
        {count(health.events, 'event')}, {count(health.asks, 'question')}, {count(health.perMinute, 'request')} in the
        last minute
      </dd>
      {health.watching ? (
        <>
          <dt>Listening</dt>
          <dd>{health.watching === 'running' ? 'to live calls, from here' : 'broke off; tried again soon'}</dd>
        </>
      ) : null}
      {health.refused > 0 ? (
        <>
          <dt>Refused</dt>
          <dd>
            {count(health.refused, 'request')}
            {health.lastRefusal ? (
              <>
                , the last {ago(health.lastRefusal.at, now)}: <VisibleText text={health.lastRefusal.why} />
              </>
            ) : null}
          </dd>
        </>
      ) : null}
      {health.lastError ? (
        <>
          <dt>Trouble</dt>
          <dd data-tone="red">
            <VisibleText text={health.lastError.message} /> {ago(health.lastError.at, now)}
          </dd>
        </>
      ) : null}
      {skew ? (
        <>
          <dt>Its clock</dt>
          <dd data-tone="amber">{skew}</dd>
        </>
      ) : null}
      {kept > 0 ? (
        <>
          <dt>Not understood</dt>
          <dd>{count(kept, 'request')}, listed below</dd>
        </>
      ) : null}
    </dl>
  );
}

function count(of: number, what: string): string {
  return `${of.toLocaleString()} ${what}${of === 1 ? '' : 's'}`;
}
