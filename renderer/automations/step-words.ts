import { assertNever } from '../../shared/model/assert-never.ts';
import type {
  AutomationCondition,
  AutomationStep,
  StepKind,
  Trigger,
  TriggerKind,
} from '../../shared/model/automation.ts';
import { practiceLine } from '../../shared/model/outbound.ts';
import { testWords } from '../ui/test-words.ts';

/** What each kind of step is called where one is added. */
export const stepNames: Record<StepKind, { name: string; does: string }> = {
  action: { name: 'Change Salesforce', does: 'Any action of the catalogue, as a proposal' },
  'look-up': { name: 'Look up', does: 'Reads records by a query' },
  condition: { name: 'Only if', does: 'Goes on only where something holds' },
  wait: { name: 'Wait', does: 'For some time, or until a moment' },
  call: { name: 'Start a call', does: 'An agent calls somebody, as a proposal' },
  message: { name: 'Send an SMS', does: 'A message to a number, as a proposal' },
  webhook: { name: 'Call a webhook', does: 'Sends values to an address, as a proposal' },
  contact: { name: 'Keep a platform’s contact', does: 'Makes or updates it for a record, as a proposal' },
};

/** What may start an automation. */
export const triggerNames: Record<TriggerKind, string> = {
  'record-created': 'A new record',
  'record-changed': 'A record changed',
  call: 'A call',
  'outcome-written': 'A call’s outcome was written back',
  'proposal-written': 'A proposal was approved and written',
  'promise-broken': 'A promise to a caller is overdue',
  schedule: 'A schedule',
  'by-hand': 'A person, by hand',
};

/** A step as a sentence, for who reads the list without opening it. */
export function stepSentence(step: AutomationStep, actionLabel: (key: string) => string): string {
  switch (step.kind) {
    case 'look-up':
      return `Read ${step.most === 1 ? 'the first record' : `up to ${step.most} records`}: ${step.soql || 'no query yet'}`;
    case 'action': {
      const fields = step.values.map(({ field }) => field).join(', ');
      const waits = step.waits ? ', and wait until it is decided and written' : '';
      return `Propose ${actionLabel(step.action)}${step.object ? ` on ${step.object}` : ''}${fields ? ` with ${fields}` : ''}${waits}`;
    }
    case 'condition':
      return `Go on only if ${conditionWords(step.where)}, else ${step.otherwise === 'end' ? 'end' : 'skip the next step'}`;
    case 'wait':
      return waitWords(step.how);
    case 'call':
      return `Propose a call to ${orBlank(step.to)} through ${viaWords(step.via)}`;
    case 'message':
      return `Propose an SMS to ${orBlank(step.to)} through ${viaWords(step.via)}: “${step.text}”`;
    case 'webhook':
      return `Propose to send ${step.values.length === 1 ? 'one value' : `${step.values.length} values`} to ${orBlank(step.url)}`;
    case 'contact':
      return `Propose the contact of ${orBlank(step.record)} at ${viaWords(step.via)}`;
    default:
      return assertNever(step);
  }
}

/** What a condition asks, in words. */
export function conditionWords({ match, tests, expression }: AutomationCondition): string {
  const asked = tests.map(({ value, test }) => {
    const text = test.test === 'blank' || test.test === 'not-blank' ? '' : ` “${test.text}”`;
    return `${value} ${testWords[test.test]}${text}`;
  });
  const told = [asked.join(match === 'all' ? ' and ' : ' or '), expression ?? ''].filter(Boolean);
  return told.length > 0 ? told.join(', and ') : 'anything';
}

/** What starts an automation, as a sentence. */
export function triggerSentence(trigger: Trigger): string {
  const only =
    'where' in trigger && conditionWords(trigger.where) !== 'anything'
      ? `, only where ${conditionWords(trigger.where)}`
      : '';
  switch (trigger.kind) {
    case 'record-created':
      return `A new ${trigger.object || 'record'}${only}`;
    case 'record-changed':
      return `${trigger.fields.length > 0 ? trigger.fields.join(' or ') : 'Any field'} of a ${trigger.object || 'record'} changed${only}`;
    case 'call':
      return `A call ${trigger.moment === 'analysed' ? 'was analysed' : trigger.moment}${only}`;
    case 'outcome-written':
      return `A call’s outcome was written back${only}`;
    case 'proposal-written':
      return `${trigger.actions.length > 0 ? trigger.actions.join(' or ') : 'A proposal'} was approved and written${only}`;
    case 'promise-broken':
      return `A promise to a caller is ${trigger.afterMinutes} minutes overdue${only}`;
    case 'schedule':
      return `${roundWords(trigger.when)}${trigger.soql === null ? '' : `, for each record that is found: ${trigger.soql}`}`;
    case 'by-hand':
      return trigger.object ? `A person, for a ${trigger.object}` : 'A person, by hand';
    default:
      return assertNever(trigger);
  }
}

/** Days of the week, Monday first. */
export const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** When a schedule comes round. */
export function roundWords(when: Extract<Trigger, { kind: 'schedule' }>['when']): string {
  if (when.every === 'minutes') return when.minutes === 1 ? 'Every minute' : `Every ${when.minutes} minutes`;
  return `${daysWords(when.weekdays)} at ${when.times.join(', ')}${when.zone === null ? '' : ` in ${when.zone}`}`;
}

function daysWords(weekdays: readonly number[]): string {
  if (weekdays.length === 0) return 'Every day';
  return weekdays.map((day) => weekdayNames[day - 1]).join(', ');
}

/** How long a step waits. */
export function waitWords(how: Extract<AutomationStep, { kind: 'wait' }>['how']): string {
  if (how.until === 'minutes') return `Wait ${how.minutes} minutes`;
  return how.until === 'time' ? `Wait until ${how.time}` : `Wait until ${orBlank(how.date)}`;
}

function viaWords(via: string): string {
  return via === practiceLine ? 'the practice line' : via || 'nobody yet';
}

function orBlank(text: string): string {
  return text || '…';
}
