import {
  isOutbound,
  type OutboundSettings,
  outboundField,
  practiceLine,
  reachesPerson,
  usualOutbound,
} from '../../shared/model/outbound.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { quietUntil } from './quiet-hours.ts';
import { recipientClock } from './recipient-clock.ts';

/** What rules can ask about what leaves for people and platforms. */
export type OutboundFacts = {
  automations: string[];
  to: string;
  quiet_hours: boolean;
  do_not_call: boolean;
  opted_out: boolean;
  sent_last_hour: number;
  sent_to_today: number;
  over_limit: boolean;
};

/** How many calls and messages left before this one, or are to: in the last hour, and to the same number within a day. */
export type SentSoFar = { lastHour: number; toToday: number };

/** What is known of one that goes out; of any other, nothing of it holds. */
export function outboundFacts(
  of: Pick<Proposal, 'operation' | 'askers' | 'values' | 'base' | 'current'>,
  place: { now: number; timeZone: string; settings?: OutboundSettings; sent: SentSoFar },
): OutboundFacts {
  const { settings = usualOutbound, sent } = place;
  const told = (name: string) => String(of.values.find(({ field }) => field === name)?.value ?? '');
  const automations = of.askers.flatMap(({ kind, name }) => (kind === 'automation' ? [name ?? ''] : []));
  const isReal = told(outboundField.via) !== practiceLine;
  const reaches = reachesPerson(of) && isReal;
  const { mostPerHour, mostPerPersonPerDay } = settings;
  const says = (fields: readonly string[]) => fields.some((field) => (of.current ?? of.base)?.fields[field] === true);
  return {
    automations: [...new Set(automations)],
    to: isOutbound(of) ? told(outboundField.to) || hostOf(told(outboundField.url)) || told(outboundField.phone) : '',
    quiet_hours: reaches && quietFor(of, { ...place, settings }) !== null,
    do_not_call: of.operation === 'call' && says(settings.doNotCallFields),
    opted_out: of.operation === 'message' && says(settings.optedOutFields),
    sent_last_hour: sent.lastHour,
    sent_to_today: sent.toToday,
    over_limit: reaches && (sent.lastHour >= mostPerHour || sent.toToday >= mostPerPersonPerDay),
  };
}

/** Until when it is quiet for whoever it goes to, by their own clock where their number tells it; null where it is not. */
export function quietFor(
  of: Pick<Proposal, 'values'>,
  { now, timeZone, settings }: { now: number; timeZone: string; settings: OutboundSettings },
): number | null {
  const to = String(of.values.find(({ field }) => field === outboundField.to)?.value ?? '');
  return quietUntil(settings.quietHours, recipientClock(to, timeZone, now).zones, now);
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? '';
}
