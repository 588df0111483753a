import { NativeSelect } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { FeedView, PlatformView } from '../../../shared/contract/feeds-contract.ts';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { useAnnounce } from '../../ui/announcer.tsx';
import { Press } from '../../ui/press.tsx';
import { Failed } from '../../ui/states.tsx';
import { OrgDialog } from '../orgs/org-dialog.tsx';
import { draftOf, type FeedDraft, faultsOf, newDraft, toSaved } from './feed-draft.ts';
import { FeedFields } from './feed-fields.tsx';
import style from './feeds.module.css';

type FeedDialogProps = {
  /** The feed to change; null for a new one. */
  of: FeedView | null;
  feeds: readonly FeedView[];
  platforms: readonly PlatformView[];
  onSaved?: (feed: string) => void;
  onClose: () => void;
};

/** Adds a feed, or changes one. */
export function FeedDialog(props: FeedDialogProps) {
  const { of, platforms } = props;
  const [platform, setPlatform] = useState(platforms.find(({ key }) => key === of?.feed.platform) ?? platforms[0]);
  if (!platform) return null;
  return (
    <OrgDialog onClose={props.onClose} stays title={of ? `Change ${of.feed.name}` : 'Add a feed'} size={620}>
      {of ? null : (
        <NativeSelect
          label="Platform"
          description={whatItBrings(platform)}
          data={platforms.map(({ key, label }) => ({ value: key, label }))}
          value={platform.key}
          onChange={(event) => setPlatform(platforms.find(({ key }) => key === event.currentTarget.value))}
        />
      )}
      <FeedForm key={platform.key} {...props} platform={platform} />
    </OrgDialog>
  );
}

function whatItBrings({ asks, doors, listens }: PlatformView): string {
  const brings = [
    asks ? 'its agents can ask for changes' : 'what is said in its calls',
    doors.tell ? 'decisions are told in the live call' : null,
    listens ? 'it can be listened to from here' : null,
  ];
  const [first = '', ...rest] = brings.filter((each) => each !== null);
  return `${[first.charAt(0).toUpperCase() + first.slice(1), ...rest].join('; ')}.`;
}

function FeedForm(props: FeedDialogProps & { platform: PlatformView }) {
  const { of, feeds, platform, onClose } = props;
  const { query } = useConsole();
  const announce = useAnnounce();
  const [draft, setDraft] = useState<FeedDraft>(() =>
    of
      ? draftOf(of)
      : newDraft(
          platform,
          feeds.map(({ feed }) => feed.key),
        ),
  );
  const [asked, setAsked] = useState(false);
  const save = useMutation(
    query.feeds.save.mutationOptions({
      onSuccess: ({ feed }) => {
        announce(`${feed.name} is saved`);
        props.onSaved?.(feed.key);
        onClose();
      },
    }),
  );
  const secretsSet = of?.secretsSet ?? [];
  const faults = faultsOf(draft, platform, secretsSet);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setAsked(true);
    if (Object.keys(faults).length === 0) return save.mutate(toSaved(draft));
    const form = event.currentTarget;
    // Once the faults are drawn: the first of them is where to go on.
    requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  return (
    <form className={style.form} onSubmit={submit} noValidate>
      <FeedFields
        draft={draft}
        platform={platform}
        secretsSet={secretsSet}
        faults={asked ? faults : {}}
        onChange={(part) => setDraft((held) => ({ ...held, ...part }))}
      />
      {save.error ? <Failed problem={refusalOf(save.error)} /> : null}
      <div className={style.formFoot}>
        <Press type="submit" tone="primary" refusedBecause={save.isPending ? 'It is being saved.' : null}>
          Save
        </Press>
        <Press onPress={onClose}>Cancel</Press>
        {of ? null : <span className={style.quiet}>Its address to paste is shown once it is saved.</span>}
      </div>
    </form>
  );
}
