import type { FeedView, IntakeStatus } from '../../../shared/contract/feeds-contract.ts';
import { CopyPress } from '../orgs/copy-press.tsx';
import style from './feeds.module.css';

/** What to paste at the platform, exactly, and whether the platform can reach it. */
export function FeedAddress(props: { of: FeedView; intake: IntakeStatus }) {
  const { feed, url, localUrl } = props.of;
  if (url === null) {
    return (
      <p className={style.quiet}>
        {feed.enabled
          ? 'The intake does not listen, so there is no address yet.'
          : 'Switched off: its address does not answer.'}
      </p>
    );
  }
  const local = feed.publicUrl === null && props.intake.loopback;
  return (
    <div className={style.address}>
      <span className={style.addressLabel} id={`address-${feed.key}`}>
        Address to paste
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: a text to be copied, and read out under its name */}
      <code className={style.url} role="group" aria-labelledby={`address-${feed.key}`}>
        {url}
      </code>
      <CopyPress text={url}>Copy</CopyPress>
      {local ? (
        <p className={style.reach}>Only programs on this computer reach it: lead a tunnel or a relay here.</p>
      ) : null}
      {!local && localUrl !== null && localUrl !== url ? (
        <p className={style.reachQuiet}>
          Lead it to <code className="mono">{localUrl}</code>
        </p>
      ) : null}
    </div>
  );
}
