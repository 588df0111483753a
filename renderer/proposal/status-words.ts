import { assertNever } from '../../shared/model/assert-never.ts';
import type { Flag } from '../../shared/model/need.ts';
import type { Asker, Decider, Decision, Proposal, Rejection } from '../../shared/model/proposal.ts';

/** The state of a proposal in a word or two. */
export function stateWord(of: Pick<Proposal, 'status'>): string {
  switch (of.status.state) {
    case 'waiting':
      return of.status.conflict ? 'changed since' : 'waiting';
    case 'approved':
      return 'approved';
    case 'writing':
      return 'writing';
    case 'uncertain':
      return of.status.needsPerson ? 'needs you' : 'checking';
    case 'written':
      return 'written';
    case 'failed':
      return 'refused';
    case 'rejected':
      return 'rejected';
    case 'expired':
      return 'expired';
    case 'superseded':
      return 'replaced';
    case 'undone':
      return 'undone';
    default:
      return assertNever(of.status);
  }
}

/** The colour that goes with the state. */
export function stateTone(of: Pick<Proposal, 'status'>): 'amber' | 'green' | 'red' | 'quiet' {
  switch (of.status.state) {
    case 'waiting':
    case 'uncertain':
      return 'amber';
    case 'written':
      return 'green';
    case 'failed':
      return 'red';
    default:
      return 'quiet';
  }
}

/** A flag in words. */
export const flagWords: Record<Flag, string> = {
  conflict: 'changed since',
  uncertain: 'written or not?',
  refused: 'refused',
  'no-record': 'no record yet',
  blocked: 'blocked',
  unsure: 'unsure',
};

/** Who asked, in words: "asked for by the agent". */
export function askedBy(askers: readonly Asker[]): string {
  const kinds = new Set(askers.map((asker) => asker.kind));
  const agent = askers.find((asker) => asker.kind === 'agent');
  const parts = [
    kinds.has('agent') ? `asked for by ${agent?.name ? `agent ${agent.name}` : 'the agent'}` : null,
    kinds.has('suggestion') ? 'suggested from the call' : null,
    kinds.has('automation') ? proposedBy(askers) : null,
    kinds.has('supervisor') ? 'proposed by a supervisor' : null,
  ];
  return parts.filter((part) => part !== null).join(' and ');
}

function proposedBy(askers: readonly Asker[]): string {
  const name = askers.find((asker) => asker.kind === 'automation')?.name;
  return name ? `proposed by the automation “${name}”` : 'proposed by an automation';
}

/** The preset reasons for a rejection, in the order of their keys. */
export const rejectionPresets: readonly { preset: Rejection['preset']; label: string }[] = [
  { preset: 'not-said', label: 'Not what the caller said' },
  { preset: 'wrong-record', label: 'Wrong record' },
  { preset: 'already-done', label: 'Already done' },
  { preset: 'identity-check', label: 'Needs an identity check' },
  { preset: 'other', label: 'Another reason' },
];

/** A rejection in words. */
export function rejectionWords(of: Rejection): string {
  const label = rejectionPresets.find((each) => each.preset === of.preset)?.label ?? of.preset;
  if (of.preset === 'other' && of.text) return of.text;
  return of.text ? `${label}: ${of.text}` : label;
}

/** Why it was rejected, after who did it; a rule without words of its own says enough by its name. */
export function rejectedWhy({ by, rejection }: Pick<Decision, 'by' | 'rejection'>): string {
  if (!rejection || (by.kind === 'rule' && rejection.text === '')) return '';
  return `: ${rejectionWords(rejection)}`;
}

/** Who decided, in words. */
export function deciderName(by: Decider): string {
  return by.kind === 'rule' ? `the rule “${by.name}”` : by.name;
}
