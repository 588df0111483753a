import { Spotlight } from '@mantine/spotlight';
import { useMemo } from 'react';
import { useLocation } from 'wouter';
import { needsPerson } from '../../shared/model/need.ts';
import { useCalls, useOpenProposals } from '../client/console-context.tsx';
import { SearchIcon } from '../ui/icons.tsx';
import style from './palette.module.css';

const screens = [
  ...['Live', 'Approvals', 'Outcomes', 'Records', 'SOQL', 'Automations', 'Figures', 'Journal', 'Settings'].map(
    (label) => ({
      label,
      path: `/${label.toLowerCase()}`,
    }),
  ),
  { label: 'Corrections', path: '/journal/corrections' },
  { label: 'Follow-ups', path: '/approvals/follow-ups' },
  { label: 'Handover', path: '/handover' },
  { label: 'Feeds', path: '/settings/feeds' },
];
const mostShown = 12;

/** Ctrl-K: any screen, call or waiting proposal by its name. */
export function Palette() {
  const [, navigate] = useLocation();
  const calls = useCalls().value;
  const proposals = useOpenProposals().value;
  const groups = useMemo(
    () => [
      {
        group: 'Screens',
        actions: screens.map(({ label, path }) => ({
          id: `screen ${label}`,
          label,
          onClick: () => navigate(path),
        })),
      },
      {
        group: 'Calls',
        actions: [...calls.values()].map(({ call, name }) => ({
          id: `call ${call.id}`,
          label: name,
          description: call.endedAt === null ? 'in progress' : 'ended',
          onClick: () => navigate(`/live/${encodeURIComponent(call.id)}`),
        })),
      },
      {
        group: 'Waiting',
        actions: [...proposals.values()]
          .filter((each) => needsPerson(each.proposal) && each.proposal.call !== null)
          .map(({ proposal, callName }) => ({
            id: `proposal ${proposal.id}`,
            label: `${proposal.reference} ${proposal.actionLabel}`,
            description: proposal.record?.name ?? callName ?? '',
            onClick: () =>
              navigate(`/live/${encodeURIComponent(proposal.call ?? '')}/${encodeURIComponent(proposal.id)}`),
          })),
      },
    ],
    [calls, proposals, navigate],
  );
  return (
    <Spotlight
      actions={groups}
      nothingFound="Nothing fits"
      highlightQuery={false}
      limit={mostShown}
      shortcut="mod + K"
      title="Go to"
      overlayProps={{ blur: 0, backgroundOpacity: 1 }}
      classNames={{ content: style.content, action: style.action, search: style.search, body: style.body }}
      searchProps={{ leftSection: <SearchIcon size={16} />, placeholder: 'Go to a screen, a call or a proposal' }}
    />
  );
}
