import type { ListedProposal } from '../../shared/contract/views.ts';
import { flagOf } from '../../shared/model/need.ts';

/** A way to narrow what waits. */
export type Filter = 'all' | 'on-the-line' | 'changed' | 'refused' | 'no-record' | 'unsure';

/** The filters in their order, in words. */
export const filters: readonly { filter: Filter; label: string }[] = [
  { filter: 'all', label: 'Needs you' },
  { filter: 'on-the-line', label: 'On the line' },
  { filter: 'changed', label: 'Changed since' },
  { filter: 'refused', label: 'Refused' },
  { filter: 'no-record', label: 'No record' },
  { filter: 'unsure', label: 'Unsure' },
];

/** Whether a proposal passes a filter. */
export function passes(filter: Filter, listed: ListedProposal): boolean {
  if (filter === 'all') return true;
  if (filter === 'on-the-line') return listed.callLive;
  const flag = flagOf(listed.proposal);
  if (filter === 'changed') return flag === 'conflict';
  if (filter === 'refused') return flag === 'refused' || flag === 'uncertain' || flag === 'blocked';
  if (filter === 'no-record') return flag === 'no-record';
  return listed.proposal.values.some((value) => value.certainty === 'unsure');
}

/** Whether a proposal holds every word sought: in its action, record, caller, reference or values. */
export function holdsWords(listed: ListedProposal, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const { proposal } = listed;
  const told = [
    proposal.reference,
    proposal.actionLabel,
    proposal.record?.name,
    proposal.record?.detail,
    listed.callName,
    listed.platform,
    ...proposal.values.flatMap((value) => [value.label, value.display, String(value.value ?? '')]),
  ];
  const all = told.filter(Boolean).join('\n').toLowerCase();
  return words.every((word) => all.includes(word));
}
