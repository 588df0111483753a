import { useState } from 'react';
import type { FeedsView, FeedView, PlatformView } from '../../../shared/contract/feeds-contract.ts';
import { refusalOf } from '../../client/refusal.ts';
import { Press } from '../../ui/press.tsx';
import { Empty, Failed, Skeleton } from '../../ui/states.tsx';
import { FeedCard } from './feed-card.tsx';
import { FeedDialog } from './feed-dialog.tsx';
import style from './feeds.module.css';
import { IntakeCard } from './intake-card.tsx';
import { IntakeDialog } from './intake-dialog.tsx';
import { KeptList } from './kept-list.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { useFeeds, usePlatforms } from './use-feeds.ts';

type Opened = { kind: 'add' } | { kind: 'intake' } | { kind: 'edit' | 'remove'; feed: string };

/** Settings, Feeds: where calls come from, how each platform reaches the console, and how each is doing. */
export function FeedsSection() {
  const { value: view, problem } = useFeeds();
  const platforms = usePlatforms();
  const [opened, open] = useState<Opened | null>(null);
  const [added, setAdded] = useState<string | null>(null);
  return (
    <section className={style.section} aria-labelledby="feeds-title">
      <div className={style.title}>
        <h2 id="feeds-title">Feeds</h2>
        <Press
          tone="primary"
          refusedBecause={platforms.data ? null : 'The platforms are still being read.'}
          onPress={() => open({ kind: 'add' })}
        >
          Add a feed
        </Press>
      </div>
      <p className={style.quiet}>
        A feed is one source of calls: a platform whose agents speak to callers, and ask for changes that wait here for
        you. Secrets are kept on the privileged side and never shown again.
      </p>
      {problem ? <Failed problem={problem} /> : null}
      {platforms.error ? <Failed problem={refusalOf(platforms.error)} /> : null}
      {view ? <IntakeCard view={view} onChange={() => open({ kind: 'intake' })} /> : null}
      {view && platforms.data ? (
        <FeedList view={view} platforms={platforms.data} added={added} open={open} />
      ) : (
        <Skeleton of="the feeds" />
      )}
      {view ? <KeptList feeds={view.feeds} /> : null}
      {view && platforms.data && opened ? (
        <OpenedDialog
          opened={opened}
          view={view}
          platforms={platforms.data}
          onAdded={setAdded}
          onClose={() => open(null)}
        />
      ) : null}
    </section>
  );
}

type FeedListProps = {
  view: FeedsView;
  platforms: readonly PlatformView[];
  added: string | null;
  open: (what: Opened) => void;
};

function FeedList(props: FeedListProps) {
  const { view, open } = props;
  if (view.feeds.length === 0) {
    return (
      <Empty title="No feed yet.">
        Add one for each platform your agents speak on. Its calls then appear under Live, and what its agents ask for
        under Approvals.
      </Empty>
    );
  }
  return view.feeds.map((each) => (
    <FeedCard
      key={each.feed.key}
      of={each}
      platform={props.platforms.find(({ key }) => key === each.feed.platform) ?? null}
      intake={view.intake}
      fresh={each.feed.key === props.added}
      onEdit={() => open({ kind: 'edit', feed: each.feed.key })}
      onRemove={() => open({ kind: 'remove', feed: each.feed.key })}
    />
  ));
}

type OpenedDialogProps = {
  opened: Opened;
  view: FeedsView;
  platforms: readonly PlatformView[];
  onAdded: (feed: string) => void;
  onClose: () => void;
};

function OpenedDialog(props: OpenedDialogProps) {
  const { opened, view, platforms, onClose } = props;
  const all = { platforms, feeds: view.feeds, onClose };
  if (opened.kind === 'intake') return <IntakeDialog settings={view.settings} onClose={onClose} />;
  if (opened.kind === 'add') return <FeedDialog {...all} of={null} onSaved={props.onAdded} />;
  const of: FeedView | undefined = view.feeds.find(({ feed }) => feed.key === opened.feed);
  if (!of) return null;
  return opened.kind === 'edit' ? <FeedDialog {...all} of={of} /> : <RemoveDialog of={of} onClose={onClose} />;
}
