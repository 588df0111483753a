import type { Org } from '../../shared/model/org.ts';
import type { Executor } from '../proposals/executor/executor.ts';
import type { KeptForLater } from '../proposals/executor/kept-for-later.ts';

type Sending = ReturnType<Executor['sending']>[number];

/** What the foot of the window says while approved writes go out slowly or not at all; null while all is well. */
export function sendingNotice(
  sending: readonly Sending[],
  orgOf: (id: string) => Pick<Org, 'name' | 'locale' | 'timeZone'> | null,
): string | null {
  const [first, ...others] = sending.map((each) => sentence(each, placeOf(each.org, orgOf)));
  if (first === undefined) return null;
  return others.length === 0 ? first : `${first} ${others.length} more orgs are in trouble.`;
}

/** What it says of calls and messages that were approved and are kept for the morning; null where none are. */
export function keptNotice(
  kept: KeptForLater | null,
  orgOf: (id: string) => Pick<Org, 'locale' | 'timeZone'> | null,
): string | null {
  if (kept === null) return null;
  const at = timeIn(orgOf(kept.org), kept.next);
  return kept.count === 1
    ? `1 approved call or message is kept until quiet hours end, ${at} by the org’s clock.`
    : `${kept.count} approved calls and messages are kept until quiet hours end, the next leaves at ${at} by the org’s clock.`;
}

/** What leaves for others than Salesforce has troubles of its own. */
function placeOf<Place extends { name: string }>(id: string, orgOf: (id: string) => Place | null): Place | null {
  const [org = '', outside] = id.split(' ');
  const place = orgOf(org);
  return outside && place ? { ...place, name: 'phones and other systems' } : place;
}

function sentence(of: Sending, org: Pick<Org, 'name' | 'locale' | 'timeZone'> | null): string {
  const name = org?.name ?? 'Salesforce';
  if (of.state === 'slowed') {
    return `${name} has used ${of.usage.used} of its ${of.usage.limit} API requests of the last 24 hours: writes go out one at a time.`;
  }
  const next = of.nextTryAt === null ? '' : ` Tried again at ${timeIn(org, of.nextTryAt)}.`;
  switch (of.why) {
    case 'limit':
      // Salesforce counts over the last 24 hours and names no moment at which the count starts anew.
      return `Writes to ${name} are paused: ${of.problem.message} Requests come back as those of the last 24 hours grow old, all of them by ${timeIn(org, of.since)} tomorrow.${next} Nothing is lost.`;
    case 'login':
      return `Writes to ${name} are paused: ${of.problem.message}${next} What was approved goes out by itself then.`;
    case 'trouble':
      return `Writes to ${name} are paused: ${of.problem.message}${next}`;
  }
}

function timeIn(org: Pick<Org, 'locale' | 'timeZone'> | null, at: number): string {
  return new Intl.DateTimeFormat(org?.locale ?? 'en-US', {
    timeStyle: 'short',
    timeZone: org?.timeZone,
  }).format(at);
}
