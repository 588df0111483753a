import type { ListedProposal } from '../../shared/contract/views.ts';
import type { SensitiveSettings } from '../../shared/model/deciding.ts';
import type { DeskFacet, DeskFilter, DeskGrouping, DeskShow } from '../../shared/model/desk-filter.ts';
import { deskFacets } from '../../shared/model/desk-filter.ts';
import { flagOf, riskOf } from '../../shared/model/need.ts';
import { platformName } from '../../shared/model/platform-name.ts';
import { phoneText } from '../ui/phone-text.ts';

/** What a filter is held against beside the proposal. */
export type Around = {
  now: number;
  /** The Salesforce users this person is, one for each org. */
  me: ReadonlySet<string>;
  sensitive: SensitiveSettings;
};

/** The filters in their order, in words. */
export const shows: readonly { show: DeskShow; label: string }[] = [
  { show: 'all', label: 'Needs you' },
  { show: 'caller-waiting', label: 'Caller waiting' },
  { show: 'on-the-line', label: 'On the line' },
  { show: 'expiring', label: 'Expiring' },
  { show: 'escalated', label: 'Escalated' },
  { show: 'changed', label: 'Changed since' },
  { show: 'refused', label: 'Refused' },
  { show: 'no-record', label: 'No record' },
  { show: 'unsure', label: 'Unsure' },
  { show: 'high-risk', label: 'High risk' },
  { show: 'mine', label: 'Not waiting for another' },
];

const hourMs = 60 * 60 * 1000;

/** Whether what stands out about a proposal is what is asked for. */
export function passes(show: DeskShow, listed: ListedProposal, { now, me, sensitive }: Around): boolean {
  const { proposal, clock } = listed;
  switch (show) {
    case 'all':
      return true;
    case 'caller-waiting':
      return clock.state === 'caller-waiting';
    case 'on-the-line':
      return listed.callLive;
    case 'expiring':
      return clock.expiresAt !== null && clock.expiresAt - now <= hourMs;
    case 'escalated':
      return proposal.remindedAt !== undefined;
    case 'changed':
      return flagOf(proposal) === 'conflict';
    case 'refused':
      return ['refused', 'uncertain', 'blocked'].includes(flagOf(proposal) ?? '');
    case 'no-record':
      return flagOf(proposal) === 'no-record';
    case 'unsure':
      return proposal.values.some((value) => value.certainty === 'unsure');
    case 'high-risk':
      return riskOf(proposal, sensitive) === 'high';
    case 'mine':
      return !(proposal.firstApproval && me.has(proposal.firstApproval.user));
  }
}

/** Whether a proposal is among those listed. */
export function fits(filter: DeskFilter, listed: ListedProposal, around: Around): boolean {
  return (
    passes(filter.show, listed, around) &&
    deskFacets.every((facet) => filter[facet] === undefined || facetOf(facet, listed)?.value === filter[facet]) &&
    holdsWords(listed, filter.text)
  );
}

/** What a proposal is by one facet: as it is kept, and in words. */
export function facetOf(facet: DeskFacet, listed: ListedProposal): { value: string; label: string } | null {
  const { proposal } = listed;
  switch (facet) {
    case 'call':
      return proposal.call === null
        ? null
        : { value: proposal.call, label: phoneText(listed.callName ?? '') || 'Unknown caller' };
    case 'agent':
      return same(askedBy(listed));
    case 'platform':
      return listed.platform === null ? null : { value: listed.platform, label: platformName(listed.platform) };
    case 'feed':
      return same(proposal.askers.find(({ feed }) => feed !== null)?.feed ?? null);
    case 'action':
      return { value: proposal.action, label: proposal.actionLabel };
    case 'object':
      return { value: proposal.object, label: proposal.objectLabel };
  }
}

/** The group of a row; null where rows are not grouped. */
export function groupOf(by: DeskGrouping, listed: ListedProposal): { value: string; label: string } | null {
  if (by === 'none') return null;
  return facetOf(by, listed) ?? { value: '', label: by === 'call' ? 'No call' : 'Nobody' };
}

/** The same rows with those of a group together; the group of what is needed most comes first. */
export function grouped(
  order: readonly string[],
  by: DeskGrouping,
  find: (id: string) => ListedProposal | undefined,
): readonly string[] {
  if (by === 'none') return order;
  const groups = Map.groupBy(order, (id) => {
    const listed = find(id);
    return listed ? (groupOf(by, listed)?.value ?? '') : '';
  });
  return [...groups.values()].flat();
}

// A row is read once, however often it is looked through.
const read = new WeakMap<ListedProposal, string>();

/** Whether a proposal holds every word sought: in its action, record, caller, reference or values. */
export function holdsWords(listed: ListedProposal, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const all = read.get(listed) ?? wordsOf(listed);
  read.set(listed, all);
  return words.every((word) => all.includes(word));
}

function wordsOf(listed: ListedProposal): string {
  const { proposal } = listed;
  const told = [
    proposal.reference,
    proposal.actionLabel,
    proposal.record?.name,
    proposal.record?.detail,
    listed.callName,
    listed.platform,
    askedBy(listed),
    ...proposal.values.flatMap((value) => [value.label, value.display, String(value.value ?? '')]),
  ];
  return told.filter(Boolean).join('\n').toLowerCase();
}

const kinds = { agent: 'Agent', suggestion: 'Suggested', automation: 'Automation', supervisor: 'Supervisor' } as const;

function askedBy({ proposal }: ListedProposal): string {
  const first = proposal.askers.find(({ kind }) => kind === 'agent') ?? proposal.askers[0];
  if (!first) return kinds.agent;
  return first.kind === 'suggestion' ? kinds.suggestion : (first.name ?? kinds[first.kind]);
}

function same(value: string | null): { value: string; label: string } | null {
  return value === null ? null : { value, label: value };
}
