import { useMutation } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { FeedView, PlatformView } from '../../../shared/contract/feeds-contract.ts';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { Note } from '../../ui/note.tsx';
import { Press } from '../../ui/press.tsx';
import { Failed } from '../../ui/states.tsx';
import { CodeText } from './code-text.tsx';
import { guideOf, waysToReach, whyUnverified } from './feed-guides.ts';
import style from './feeds.module.css';

/** How a feed is set up: at its platform, and on the way from there to here. */
export function FeedSetup(props: { of: FeedView; platform: PlatformView | null }) {
  const { of, platform } = props;
  const { steps, note } = guideOf(of.feed);
  const unverified = whyUnverified(of);
  return (
    <section className={style.setup} aria-label={`How to set up ${of.feed.name}`}>
      <h4>{platform && !isOwn(of) ? `At ${platform.label}` : 'In the agent'}</h4>
      <ol className={style.guide}>
        {steps.map((step) => (
          <li key={step}>
            <CodeText text={step} />
          </li>
        ))}
      </ol>
      {platform?.asks && !isOwn(of) ? (
        <p>
          <Link className={style.link} to="/settings/actions">
            Tool definitions under Actions
          </Link>
        </p>
      ) : null}
      {note ? <p className={style.quiet}>{note}</p> : null}
      {unverified ? <Unverified of={of} why={unverified} /> : null}
      {of.feed.publicUrl === null && of.localUrl ? <Reach localUrl={of.localUrl} /> : null}
    </section>
  );
}

function isOwn({ feed }: FeedView): boolean {
  return feed.platform === 'events' || feed.platform === 'actions' || feed.platform === 'mcp';
}

function Unverified(props: { of: FeedView; why: string }) {
  const { feed } = props.of;
  const { query } = useConsole();
  const anew = useMutation(query.feeds.regenerate.mutationOptions());
  return (
    <Note
      tone="amber"
      actions={
        feed.unguessable === null ? null : (
          <Press onPress={() => anew.mutate({ key: feed.key })}>Another address; this one stops working</Press>
        )
      }
    >
      {props.why}
      {anew.error ? <Failed problem={refusalOf(anew.error)} /> : null}
    </Note>
  );
}

function Reach(props: { localUrl: string }) {
  return (
    <>
      <h4>How it reaches this computer</h4>
      <dl className={style.ways}>
        {waysToReach(props.localUrl).map(({ way, how }) => (
          <div key={way}>
            <dt>{way}</dt>
            <dd>
              <CodeText text={how} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
