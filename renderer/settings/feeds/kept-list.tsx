import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FeedView, KeptRequest } from '../../../shared/contract/feeds-contract.ts';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { Press } from '../../ui/press.tsx';
import { Failed, Skeleton } from '../../ui/states.tsx';
import style from './feeds.module.css';
import { KeptRow } from './kept-row.tsx';
import { useKeptRequests } from './use-feeds.ts';

const shownAtFirst = 20;

/** What feeds told that was not understood: read again after a fix, or forgotten. */
export function KeptList(props: { feeds: readonly FeedView[] }) {
  const { value: kept, problem } = useKeptRequests();
  const [whole, setWhole] = useState(false);
  if (problem) return <Failed problem={problem} />;
  if (kept === null) return <Skeleton of="what was not understood" lines={2} />;
  const shown = whole ? kept : kept.slice(0, shownAtFirst);
  return (
    <section className={style.kept} aria-labelledby="kept-title">
      <div className={style.title}>
        <h2 id="kept-title">
          Not understood <span className={style.count}>{kept.length}</span>
        </h2>
        {kept.length > 0 ? <ForgetAll /> : null}
      </div>
      <p className={style.quiet}>
        {kept.length === 0
          ? 'Nothing. What a platform sends that the console cannot read is kept here, with the reason, and loses nothing.'
          : 'Kept with the reason, without secrets. Read it again once the console knows more; what is understood then takes its place in its call.'}
      </p>
      <ul className={style.keptRows}>
        {shown.map((each) => (
          <KeptRow key={each.id} of={each} feed={nameOf(each, props.feeds)} />
        ))}
      </ul>
      {shown.length < kept.length ? (
        <div>
          <Press onPress={() => setWhole(true)}>Show all {kept.length}</Press>
        </div>
      ) : null}
    </section>
  );
}

function nameOf(of: KeptRequest, feeds: readonly FeedView[]): string {
  return feeds.find(({ feed }) => feed.key === of.feed)?.feed.name ?? of.feed;
}

function ForgetAll() {
  const { query } = useConsole();
  const forget = useMutation(query.feeds.kept.forgetAll.mutationOptions());
  const [asked, ask] = useState(false);
  if (!asked) return <Press onPress={() => ask(true)}>Forget all</Press>;
  return (
    <div className={style.presses}>
      <Press tone="danger" onPress={() => forget.mutate({ feed: null })}>
        Forget all of them
      </Press>
      <Press onPress={() => ask(false)}>Keep them</Press>
      {forget.error ? <Failed problem={refusalOf(forget.error)} /> : null}
    </div>
  );
}
