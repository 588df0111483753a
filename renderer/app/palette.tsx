import { useDebouncedValue } from '@mantine/hooks';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { cardPath, deskPath } from '../../shared/model/desk-filter.ts';
import { needsPerson } from '../../shared/model/need.ts';
import { orderOfNeed } from '../../shared/model/order-of-need.ts';
import type { RecordRef } from '../../shared/model/record-ref.ts';
import { holdsWords } from '../approvals/filters.ts';
import { useSavedViews } from '../approvals/use-saved-views.ts';
import { useCalls, useConsole, useOpenProposals } from '../client/console-context.tsx';
import { useApprovalsPlace } from '../desk/use-approvals-place.ts';
import { useDeciding } from '../desk/use-deciding.ts';
import { recordPath } from '../records/record-path.ts';
import { SearchIcon } from '../ui/icons.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import look from '../ui/mantine-look.module.css';
import { useOrg } from '../ui/org-context.tsx';
import { visibleAsText } from '../ui/visible-characters.ts';
import style from './palette.module.css';

const screens: { label: string; path: string; keys?: string; words?: string }[] = [
  { label: 'Live', path: '/live', keys: 'G L' },
  { label: 'Approvals', path: '/approvals', keys: 'G A' },
  { label: 'Outcomes', path: '/outcomes', keys: 'G O' },
  { label: 'Records', path: '/records', keys: 'G R' },
  { label: 'SOQL', path: '/soql', keys: 'G Q' },
  { label: 'Automations', path: '/automations' },
  { label: 'Figures', path: '/figures', keys: 'G F' },
  { label: 'Journal', path: '/journal', keys: 'G J' },
  { label: 'Corrections', path: '/journal/corrections' },
  { label: 'Follow-ups', path: '/approvals/follow-ups' },
  { label: 'Handover', path: '/handover', keys: 'G H', words: 'shift' },
  { label: 'Settings', path: '/settings', words: 'keys theme' },
  { label: 'Notices', path: '/settings/notices', words: 'sound notifications' },
  { label: 'Orgs', path: '/settings/orgs', words: 'sign in salesforce' },
  { label: 'Feeds', path: '/settings/feeds' },
  { label: 'Actions', path: '/settings/actions' },
  { label: 'Rules', path: '/settings/rules' },
];
const commands: { label: string; path: string; keys?: string }[] = [
  { label: 'Callers who are kept waiting', path: deskPath({ show: 'caller-waiting' }) },
  { label: 'What expires within the hour', path: deskPath({ show: 'expiring' }) },
  { label: 'What waits, by call', path: deskPath({ by: 'call' }) },
  { label: 'What waits, by agent', path: deskPath({ by: 'agent' }) },
  { label: 'What waits, by action', path: deskPath({ by: 'action' }) },
];
const mostOfGroup = 6;
const typingPauseMs = 250;
const fewestCharacters = 2;

const [store, palette] = createSpotlight();

/** Ctrl-K, from any screen: screens and commands with their keys, views, calls, waiting proposals and records of the org. */
export function Palette() {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const approvals = useApprovalsPlace();
  return (
    <Spotlight.Root
      store={store}
      query={text}
      onQueryChange={setText}
      onSpotlightOpen={() => setOpen(true)}
      onSpotlightClose={() => setOpen(false)}
      shortcut="mod + K"
      title="Go to"
      scrollable
      maxHeight="70vh"
      overlayProps={{ blur: 0, backgroundOpacity: 1 }}
      classNames={{ content: style.content, body: style.body, overlay: look.veil }}
    >
      <Spotlight.Search
        className={style.search}
        leftSection={<SearchIcon size={16} />}
        placeholder="Go to a screen, a call, a proposal or a record"
        aria-label="Go to a screen, a call, a proposal or a record"
      />
      <Spotlight.ActionsList>{open ? <Found text={text} approvals={approvals} /> : null}</Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

type Entry = { id: string; label: string; description?: string; keys?: string; path: string };

/** What fits is only looked for while the palette is open. */
function Found(props: { text: string; approvals: string }) {
  const text = props.text.trim();
  const groups = [...useDeskGroups(text), ...useRecordGroups(text)].filter(({ entries }) => entries.length > 0);
  const [, navigate] = useLocation();
  if (groups.length === 0) return <Spotlight.Empty>Nothing fits</Spotlight.Empty>;
  return groups.map(({ group, entries }) => (
    <Spotlight.ActionsGroup key={group} label={group}>
      {entries.map((each) => (
        <Spotlight.Action
          key={each.id}
          className={style.action}
          label={visibleAsText(each.label)}
          description={visibleAsText(each.description ?? '') || undefined}
          rightSection={each.keys ? <KeyHint>{each.keys}</KeyHint> : undefined}
          onClick={() => {
            palette.close();
            navigate(each.path === '/approvals' ? props.approvals : each.path);
          }}
        />
      ))}
    </Spotlight.ActionsGroup>
  ));
}

type Group = { group: string; entries: Entry[] };

function useDeskGroups(text: string): Group[] {
  const calls = useCalls().value;
  const proposals = useOpenProposals().value;
  const { views } = useSavedViews();
  const { sensitive } = useDeciding().deciding;
  return useMemo(() => {
    const isSought = (told: string) => holdsAll(told, text);
    const waiting = [...proposals.values()].filter((each) => needsPerson(each.proposal) && holdsWords(each, text));
    const byId = new Map(waiting.map((each) => [each.proposal.id, each]));
    return [
      {
        group: 'Screens',
        entries: screens
          .filter(({ label, words }) => isSought(`${label} ${words ?? ''}`))
          .map(({ label, path, keys }) => ({ id: `screen ${path}`, label, path, keys })),
      },
      {
        group: 'Views',
        entries: [
          ...views.map(({ name, filter }, at) => ({
            id: `view ${name}`,
            label: name,
            path: deskPath(filter),
            keys: `G ${at + 1}`,
          })),
          ...commands.map((each) => ({ id: `command ${each.label}`, ...each })),
        ]
          .filter(({ label }) => isSought(label))
          .slice(0, text === '' ? views.length : undefined),
      },
      {
        group: 'Calls',
        entries: [...calls.values()]
          .filter(({ call, name }) => isSought(`${name} ${call.agent?.name ?? ''} call`))
          .slice(0, mostOfGroup)
          .map(({ call, name }) => ({
            id: `call ${call.id}`,
            label: name,
            description: call.endedAt === null ? 'in progress' : 'ended',
            path: `/live/${encodeURIComponent(call.id)}`,
          })),
      },
      {
        group: 'Waiting',
        entries: orderOfNeed(waiting, 0, sensitive)
          .slice(0, mostOfGroup)
          .flatMap((id) => byId.get(id) ?? [])
          .map(({ proposal, callName }) => ({
            id: `proposal ${proposal.id}`,
            label: `${proposal.reference} ${proposal.actionLabel}`,
            description: proposal.record?.name ?? callName ?? '',
            path: cardPath(proposal),
          })),
      },
    ];
  }, [calls, proposals, views, text, sensitive]);
}

/** Records as Salesforce finds them; with nothing typed, those that were looked at or written last. */
function useRecordGroups(text: string): Group[] {
  const { query } = useConsole();
  const org = useOrg()?.id ?? null;
  const [typed] = useDebouncedValue(text, typingPauseMs);
  const isSearch = typed.length >= fewestCharacters && org !== null;
  const found = useQuery(
    query.records.search.queryOptions({ input: { org, text: typed, object: null }, enabled: isSearch, retry: false }),
  );
  const recent = useQuery(query.records.recent.queryOptions({ input: { org }, enabled: org !== null, retry: false }));
  if (org === null) return [];
  const entry = (record: RecordRef, of = org): Entry => ({
    id: `record ${record.id}`,
    label: record.name,
    description: [record.object, record.detail].filter(Boolean).join(' · '),
    path: recordPath(of, record.object, record.id),
  });
  if (text.length < fewestCharacters) {
    const known = [...(recent.data?.viewed ?? []), ...(recent.data?.written ?? []).map(({ record }) => record)];
    const once = new Map(known.map((each) => [each.id, each]));
    return [{ group: 'Recent records', entries: [...once.values()].slice(0, mostOfGroup).map((each) => entry(each)) }];
  }
  // Those of what was typed before are not shown for what is typed now.
  if (!isSearch || typed !== text || !found.data) return [];
  const { place, groups } = found.data;
  const named = place ? [entry(place.record, place.org)] : [];
  const listed = groups.flatMap((each) => each.records).slice(0, mostOfGroup * 2);
  return [{ group: 'Records', entries: [...named, ...listed.map((each) => entry(each))] }];
}

function holdsAll(told: string, text: string): boolean {
  const all = told.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
