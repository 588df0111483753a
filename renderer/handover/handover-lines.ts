import type { CallSummary, ListedProposal } from '../../shared/contract/views.ts';
import { byteOrderMark, csvLine, csvText } from '../../shared/model/csv-text.ts';
import type { SensitiveSettings } from '../../shared/model/deciding.ts';
import { cardPath } from '../../shared/model/desk-filter.ts';
import type { FollowUp } from '../../shared/model/follow-up.ts';
import { type HandoverKind, handoverKinds } from '../../shared/model/handover.ts';
import { orderOfNeed } from '../../shared/model/order-of-need.ts';
import { platformName } from '../../shared/model/platform-name.ts';

/** One thing the next shift takes over. It carries no values: the sheet is printed and lies about. */
export type HandoverLine = {
  id: string;
  kind: HandoverKind;
  reference: string | null;
  what: string;
  whom: string;
  from: string;
  /** By when, in milliseconds since the epoch. */
  dueAt: number | null;
  overdue: boolean;
  path: string | null;
};

/** What each kind is headed by. */
export const handoverHeads: Record<HandoverKind, string> = {
  'caller-waiting': 'Callers who are kept waiting',
  uncertain: 'Written or not: needs a person',
  refused: 'Refused by Salesforce',
  told: 'Told the caller, and not so',
  promised: 'Promised',
  waiting: 'To countersign',
};

type Desk = {
  proposals: ReadonlyMap<string, ListedProposal>;
  followUps: readonly FollowUp[];
  calls: ReadonlyMap<string, CallSummary>;
  now: number;
  sensitive: SensitiveSettings;
};

/** Everything open, promised and overdue, what is overdue first in each part. */
export function handoverLines({ proposals, followUps, calls, now, sensitive }: Desk): HandoverLine[] {
  const open = orderOfNeed(proposals.values(), now, sensitive).flatMap((id) => {
    const listed = proposals.get(id);
    return listed ? lineOf(listed, now) : [];
  });
  const promised = followUps
    .filter(({ doneAt }) => doneAt === null)
    .map((each): HandoverLine => {
      const { id, reference, what, whom, dueAt } = each;
      return {
        id,
        kind: 'promised',
        reference,
        what,
        whom,
        from: '',
        dueAt,
        overdue: dueAt < now,
        path: '/approvals/follow-ups',
      };
    });
  const told = [...calls.values()].filter((each) => (each.told ?? []).some((at) => at <= now)).map(toldLine);
  return [...open, ...promised, ...told].sort(
    (a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || Number(b.overdue) - Number(a.overdue),
  );
}

const kinds = handoverKinds;

function lineOf({ proposal, clock, callName, platform }: ListedProposal, now: number): HandoverLine {
  const dueAt = clock.heldUntil ?? clock.expiresAt;
  return {
    id: proposal.id,
    kind: kindOf(proposal.status.state, clock.state === 'caller-waiting'),
    reference: proposal.reference,
    what: proposal.actionLabel,
    whom: proposal.record?.name ?? callName ?? '',
    from: platformName(platform),
    dueAt,
    overdue: dueAt !== null && dueAt < now,
    path: cardPath(proposal),
  };
}

function kindOf(state: string, callerWaits: boolean): HandoverKind {
  if (state === 'uncertain') return 'uncertain';
  if (state === 'failed') return 'refused';
  return callerWaits ? 'caller-waiting' : 'waiting';
}

function toldLine({ call, name, told = [] }: CallSummary): HandoverLine {
  return {
    id: call.id,
    kind: 'told',
    reference: null,
    what:
      told.length === 1
        ? 'The agent told the caller what is not so'
        : `The agent told ${told.length} things that are not so`,
    whom: name,
    from: platformName(call.sources[0]?.platform),
    dueAt: null,
    overdue: call.endedAt !== null,
    path: `/live/${encodeURIComponent(call.id)}`,
  };
}

type Told = { lines: readonly HandoverLine[]; note: string; by: string; at: string; time: (at: number) => string };

/** The sheet as text, to be pasted. */
export function handoverText({ lines, note, by, at, time }: Told): string {
  const parts = kinds.flatMap((kind) => {
    const its = lines.filter((each) => each.kind === kind);
    if (its.length === 0) return [];
    const told = its.map((each) => {
      const due = each.dueAt === null ? '' : `${each.overdue ? 'overdue since' : 'by'} ${time(each.dueAt)}`;
      return `- ${[each.reference, each.what, each.whom, each.from, due].filter(Boolean).join(' · ')}`;
    });
    return [`${handoverHeads[kind]} (${its.length})`, ...told, ''];
  });
  return [`Handover by ${by}, ${at}`, ...(note.trim() ? ['', note.trim()] : []), '', ...parts].join('\n').trimEnd();
}

/** The sheet as a file for a spreadsheet. */
export function handoverCsv(lines: readonly HandoverLine[]): string {
  const head = ['Part', 'Reference', 'What', 'Whom', 'From', 'Due', 'Overdue'];
  const rows = lines.map((each) => [
    handoverHeads[each.kind],
    each.reference ?? '',
    each.what,
    each.whom,
    each.from,
    each.dueAt === null ? '' : new Date(each.dueAt).toISOString(),
    each.overdue ? 'yes' : 'no',
  ]);
  return byteOrderMark + [head, ...rows].map((cells) => csvLine(cells.map(csvText))).join('');
}
