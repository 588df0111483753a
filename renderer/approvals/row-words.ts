import type { ListedProposal } from '../../shared/contract/views.ts';
import type { DiffRow } from '../../shared/model/diff.ts';
import { flagOf } from '../../shared/model/need.ts';
import { platformName } from '../../shared/model/platform-name.ts';
import { namesObject } from '../proposal/names-object.ts';
import { flagWords } from '../proposal/status-words.ts';
import { visibleAsText } from '../ui/visible-characters.ts';

/** What a row tells of a change, where it is not told by fields. */
export type RowChange = { first: DiffRow; more: number } | null;

const clockWords = {
  'caller-waiting': 'The caller waits for the answer',
  parked: 'The agent was told that it waits',
  'caller-gone': 'The caller is gone',
  none: '',
} as const;

/** A row in sentences, for whoever hears it: what, about whom, which change, how it stands, and where it comes from. */
export function rowWords(listed: ListedProposal, about: string, change: RowChange): string {
  const { proposal, clock } = listed;
  const flag = flagOf(proposal);
  const what = namesObject(proposal) ? proposal.actionLabel : `${proposal.actionLabel}, ${proposal.objectLabel}`;
  const standing = listed.callLive && clock.state === 'none' ? 'The caller is on the line' : clockWords[clock.state];
  const from = proposal.call === null ? 'From no call' : `From ${platformName(listed.platform)}`;
  const unverified = proposal.askers.some((asker) => asker.unverified) ? 'Who asked is not verified' : '';
  const told = [`${what}: ${about}`, changeWords(listed, change), flag && flagWords[flag], standing, from, unverified];
  return told.flatMap((words) => (words ? `${capital(visibleAsText(words))}.` : [])).join(' ');
}

function changeWords({ proposal }: ListedProposal, change: RowChange): string {
  if (proposal.operation === 'delete') return 'The whole record goes';
  if (!change) return '';
  const { first, more } = change;
  const value = first.value.display ?? (first.proposed === null ? '' : String(first.proposed).slice(0, 160));
  const verb = proposal.operation === 'create' ? 'is' : 'becomes';
  const told = value === '' ? `${first.label} is cleared` : `${first.label} ${verb} ${value}`;
  return more > 0 ? `${told}, and ${more} more` : told;
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
