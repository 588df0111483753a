import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { isOutbound, outboundField, practiceLine, reachesPerson } from '../../../shared/model/outbound.ts';
import type { Problem } from '../../../shared/model/problem.ts';
import type { Proposal, ProposedValue } from '../../../shared/model/proposal.ts';
import { clockWords, recipientClock } from '../../policy/recipient-clock.ts';
import type { OutboundReader, OutboundSender } from './prepare-outbound.ts';

type Place = { sender: OutboundSender | Problem | null; reader: OutboundReader | undefined; timeZone: string };

/** What becomes of something that goes out, in sentences: to whom, from where, by what agent, and what cannot be taken back. */
export async function whatHappens(
  of: Pick<Proposal, 'operation' | 'record' | 'createdAt'>,
  values: readonly ProposedValue[],
  { sender, reader, timeZone }: Place,
): Promise<string[]> {
  const told = (field: string) => String(values.find((value) => value.field === field)?.value ?? '');
  if (told(outboundField.via) === practiceLine) {
    return ['The practice line: nobody is reached, nothing leaves this machine.'];
  }
  const known = sender && 'name' in sender ? sender : null;
  const through = known?.name ?? 'Nobody';
  const from = told(outboundField.from) || known?.from || '';
  const number = withSpaces(told(outboundField.to));
  const to = of.record ? `${of.record.name} at ${number}` : number;
  const sentences = {
    call: () => [`${through} calls ${to}${from ? ` from ${withSpaces(from)}` : ''}. ${whoSpeaks(told, known)}`],
    message: () => [`${through} sends this text to ${to}${from ? ` from ${withSpaces(from)}` : ''}.`],
    webhook: async () => [await webhookWords(told, reader)],
    contact: () => [`${through} keeps one contact for this record; one that is there already stays as it is.`],
  };
  if (!isOutbound(of)) return [];
  const quiet = reachesPerson(of) ? quietWords(told(outboundField.to), { reader, timeZone, at: of.createdAt }) : [];
  return [...(await sentences[of.operation]()), ...quiet, 'It cannot be undone: what went out cannot be called back.'];
}

function whoSpeaks(told: (field: string) => string, sender: OutboundSender | null): string {
  const agent = told(outboundField.agent) || sender?.agent || '';
  return agent === '' ? 'The agent of that number speaks.' : `Who speaks: ${agent}`;
}

async function webhookWords(told: (field: string) => string, reader: OutboundReader | undefined): Promise<string> {
  const host = URL.parse(told(outboundField.url))?.host ?? 'The address';
  const secret = told(outboundField.secret);
  const signs = secret === '' ? null : await reader?.signs(secret);
  const proof = signs ? `signed with “${secret}”` : `with “${secret}” as bearer token`;
  const key = told(outboundField.idempotencyHeader);
  const again = key === '' ? '' : ` Sent again, it is known by its ${key}.`;
  return `${host} is sent these values${secret === '' ? '' : `, ${proof}`}.${again}`;
}

function quietWords(
  to: string,
  { reader, timeZone, at }: Pick<Place, 'reader' | 'timeZone'> & { at: number },
): string[] {
  const hours = reader?.settings().quietHours;
  if (!hours) return [];
  return [`Not from ${hours.from} to ${hours.to}, ${clockWords(recipientClock(to, timeZone, at))}.`];
}

/** A number as people read it; whatever else names a line stays as it is. */
function withSpaces(number: string): string {
  return parsePhoneNumberFromString(number)?.formatInternational() ?? number;
}
