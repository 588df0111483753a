import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FeedView, IntakeStatus, PlatformView } from '../../../shared/contract/feeds-contract.ts';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { Note } from '../../ui/note.tsx';
import { useOrgNamed } from '../../ui/org-context.tsx';
import { Press } from '../../ui/press.tsx';
import { Failed } from '../../ui/states.tsx';
import { Tag } from '../../ui/tag.tsx';
import { FeedAddress } from './feed-address.tsx';
import { FeedHealthFacts } from './feed-health-facts.tsx';
import { FeedSetup } from './feed-setup.tsx';
import { FeedTest } from './feed-test.tsx';
import { feedState } from './feed-words.ts';
import style from './feeds.module.css';

type FeedCardProps = {
  of: FeedView;
  platform: PlatformView | null;
  intake: IntakeStatus;
  /** It was just added: how to set it up is what comes next. */
  fresh: boolean;
  onEdit: () => void;
  onRemove: () => void;
};

/** One feed: how it stands, where its platform reaches it, how to set it up, and whether a test event gets through. */
export function FeedCard(props: FeedCardProps) {
  const { of, platform } = props;
  const { feed } = of;
  const [setupShown, showSetup] = useState(props.fresh);
  const state = feedState(of, props.intake);
  return (
    <article className={style.card} aria-label={feed.name} data-off={!feed.enabled || undefined}>
      <header className={style.head}>
        <h3 className={style.name}>{feed.name}</h3>
        {platform && platform.label.toLowerCase() !== feed.name.toLowerCase() ? <Tag>{platform.label}</Tag> : null}
        <FeedOrg org={feed.org} />
        <span className={style.state} data-tone={state.tone}>
          {state.words}
        </span>
      </header>
      <Missing of={of} platform={platform} />
      <FeedAddress of={of} intake={props.intake} />
      <FeedHealthFacts of={of} />
      <FeedTest of={of}>
        <Press aria-expanded={setupShown} onPress={() => showSetup(!setupShown)}>
          {setupShown ? 'Hide the setup' : 'How to set it up'}
        </Press>
        <Press onPress={props.onEdit}>Edit</Press>
        <OnOff of={of} />
        <Press tone="danger" onPress={props.onRemove}>
          Remove
        </Press>
      </FeedTest>
      {setupShown ? <FeedSetup of={of} platform={platform} /> : null}
    </article>
  );
}

/** Which org its calls belong to; nothing where that is the main one. */
function FeedOrg(props: { org: string | null }) {
  const org = useOrgNamed(props.org);
  if (props.org === null) return null;
  return (
    <Tag tone={org?.environment === 'production' ? 'red' : 'quiet'}>for {org?.name ?? 'an org not known here'}</Tag>
  );
}

function Missing(props: { of: FeedView; platform: PlatformView | null }) {
  const { secretsMissing } = props.of;
  if (secretsMissing.length === 0) return null;
  const labels = secretsMissing.map(
    (name) => props.platform?.secrets.find((each) => each.name === name)?.label ?? name,
  );
  return <Note tone="red">Everything is refused until this is filled in: {labels.join(', ')}.</Note>;
}

/** Switches a feed on and off, leaving all else as it is. */
function OnOff(props: { of: FeedView }) {
  const { query } = useConsole();
  const save = useMutation(query.feeds.save.mutationOptions());
  const { unguessable: _, ...feed } = props.of.feed;
  return (
    <>
      <Press onPress={() => save.mutate({ feed: { ...feed, enabled: !feed.enabled }, secrets: {} })}>
        {feed.enabled ? 'Switch off' : 'Switch on'}
      </Press>
      {save.error ? <Failed problem={refusalOf(save.error)} /> : null}
    </>
  );
}
