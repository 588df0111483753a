import { assertNever } from '../../shared/model/assert-never.ts';
import type { Trigger } from '../../shared/model/automation.ts';

/** What starts an automation, in words. */
export function startsWhen(of: Trigger): string {
  switch (of.kind) {
    case 'record-created':
      return `New ${of.object}`;
    case 'record-changed':
      return of.fields.length === 0 ? `${of.object} changed` : `${of.object} changed in ${of.fields.join(', ')}`;
    case 'call':
      return `Call ${of.moment}`;
    case 'outcome-written':
      return 'Outcome of a call written';
    case 'proposal-written':
      return 'Proposal approved and written';
    case 'promise-broken':
      return of.afterMinutes === 0 ? 'Promise overdue' : `Promise overdue by ${of.afterMinutes} minutes`;
    case 'schedule':
      if (of.when.every === 'minutes')
        return of.when.minutes === 1 ? 'Every minute' : `Every ${of.when.minutes} minutes`;
      return `${daysOf(of.when.weekdays)} at ${of.when.times.join(', ')}`;
    case 'by-hand':
      return of.object === null ? 'By hand' : `By hand, for ${of.object} records`;
    default:
      return assertNever(of);
  }
}

const days = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];

function daysOf(weekdays: readonly number[]): string {
  if (weekdays.length === 0 || weekdays.length === 7) return 'Every day';
  return [...weekdays]
    .sort((a, b) => a - b)
    .map((day) => days[day - 1] ?? '')
    .join(', ');
}
