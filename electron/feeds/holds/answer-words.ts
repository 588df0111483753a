import { isAccessToken } from '../../../shared/model/access-token.ts';
import type { AnswerOutcome } from '../../../shared/model/answer.ts';
import { assertNever } from '../../../shared/model/assert-never.ts';
import type { Problem } from '../../../shared/model/problem.ts';
import type { Asker, Decision, Proposal, WriteResult } from '../../../shared/model/proposal.ts';
import { tokenGiven, tokenTooLate } from './token-words.ts';
import { foundWords, writtenWords } from './written-words.ts';

/** What an agent is told of what it asked for. */
export type Told = { outcome: AnswerOutcome; text: string; values: Record<string, unknown>; handsOver?: true };

/** What came of a proposal, for the one who asked; null while nobody can say. Nothing is told as written before it is proved. */
export function tellOutcome(of: Proposal, feed: string, toolCall: string): Told | null {
  const { status } = of;
  switch (status.state) {
    case 'waiting':
    case 'approved':
    case 'writing':
    case 'uncertain':
      return null;
    case 'written':
      if (isAccessToken(of)) return tokenGiven(of, status.result);
      return done(of, status.result, askerOf(of, feed, toolCall));
    case 'failed':
      return not(of, 'failed', `${isAccessToken(of) ? '' : 'Salesforce refused it: '}${withoutEnd(status.problem)}`);
    case 'rejected':
      return not(of, 'rejected', `${whoRejected(status.decision)}: ${rejectedWhy(status.decision)}`);
    case 'expired':
      return not(of, 'rejected', 'nobody decided in time');
    case 'superseded':
      // Where another took its place, what comes of that one is the answer.
      return status.by === null ? not(of, 'rejected', status.reason) : null;
    case 'undone':
      return {
        outcome: 'rejected',
        text: oneLine(`Taken back (${of.reference}): it was saved, then undone.`),
        values: {},
      };
    default:
      return assertNever(status);
  }
}

/** What is told of a proposal whose write is under way when the time to answer is over; null where nobody approved it. */
export function tellUnderWay(of: Proposal): string | null {
  const { state } = of.status;
  if (state !== 'approved' && state !== 'writing' && state !== 'uncertain') return null;
  if (isAccessToken(of)) return tokenTooLate(of.reference);
  return `Approved (${of.reference}), but it could not be confirmed yet that it was saved. Do not say that it is done.`;
}

/** One line, as platforms want it. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function done(of: Proposal, result: WriteResult, asker: Asker | null): Told {
  const isRead = of.operation === 'read';
  const text = isRead ? foundWords(of, result) : writtenWords(of, result, asker);
  const values = isRead
    ? { rows: result.rows ?? [] }
    : { ...result.fields, ...(result.record.id && { Id: result.record.id }) };
  return { outcome: 'done', text: isRead ? text : oneLine(text), values };
}

function not(of: Proposal, outcome: AnswerOutcome, why: string): Told {
  const what = of.operation === 'read' ? 'Not looked up' : `Not ${isAccessToken(of) ? 'given' : 'saved'}`;
  return { outcome, text: oneLine(`${what} (${of.reference}): ${why}.`), values: {} };
}

function whoRejected({ by }: Decision): string {
  return by.kind === 'rule' ? 'it is not allowed' : 'it was not approved';
}

/** The preset reasons as an agent can use them. */
const reasons = {
  'not-said': 'it is not what the caller said; ask the caller again',
  'wrong-record': 'it was about the wrong record',
  'already-done': 'it is done already',
  'identity-check': 'the caller’s identity has to be checked first',
  other: '',
} as const;

function rejectedWhy({ rejection, by }: Decision): string {
  const preset = rejection ? reasons[rejection.preset] : '';
  const words = [preset, rejection?.text ?? ''].filter(Boolean).join(': ');
  return (words || (by.kind === 'rule' ? by.name : 'no reason was given')).replace(/[.\s]+$/, '');
}

function withoutEnd({ message }: Problem): string {
  return message.replace(/[.\s]+$/, '');
}

function askerOf(of: Proposal, feed: string, toolCall: string): Asker | null {
  return of.askers.findLast((asker) => asker.feed === feed && asker.toolCall === toolCall) ?? null;
}
