import { assertNever } from './assert-never.ts';
import type { SensitiveSettings } from './deciding.ts';
import type { Proposal } from './proposal.ts';
import { sensitivityOf } from './sensitivity.ts';

/** What makes a proposal stand out in a list. */
export type Flag = 'conflict' | 'uncertain' | 'refused' | 'no-record' | 'blocked' | 'unsure';

/** Whether a person has to do something about it: decide, settle by hand, or fix what was refused. */
export function needsPerson(of: Pick<Proposal, 'status'>): boolean {
  const { status } = of;
  if (status.state === 'uncertain') return status.needsPerson;
  return status.state === 'waiting' || status.state === 'failed';
}

/** The one thing to know first about a proposal, or nothing. */
export function flagOf(of: Pick<Proposal, 'status' | 'readiness' | 'values'>): Flag | null {
  if (of.status.state === 'uncertain') return 'uncertain';
  if (of.status.state === 'failed') return 'refused';
  if (of.status.state !== 'waiting') return null;
  if (of.status.conflict) return 'conflict';
  return readinessFlag(of) ?? (of.values.some((value) => value.certainty === 'unsure') ? 'unsure' : null);
}

/** What can be lost by leaving it, or by deciding it wrongly. */
export const risks = ['usual', 'doubtful', 'high'] as const;
export type Risk = (typeof risks)[number];

/** How much hangs on the decision: what is set to be sensitive or takes two people; then what is in doubt. */
export function riskOf(of: Proposal, sensitive: SensitiveSettings): Risk {
  // It may have been written, and nobody knows.
  if (of.status.state === 'uncertain' || of.policy?.effect === 'ask-two') return 'high';
  if (sensitivityOf(of, sensitive) !== null) return 'high';
  if (flagOf(of) !== null || of.values.some(({ alternatives }) => alternatives.length > 0)) return 'doubtful';
  return 'usual';
}

function readinessFlag(of: Pick<Proposal, 'readiness'>): Flag | null {
  switch (of.readiness.state) {
    case 'needs-record':
      return 'no-record';
    case 'blocked':
      return 'blocked';
    case 'preparing':
    case 'ready':
      return null;
    default:
      return assertNever(of.readiness);
  }
}
