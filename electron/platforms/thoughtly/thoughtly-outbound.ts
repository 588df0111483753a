import { z } from 'zod';
import { askApi } from '../ask-api.ts';
import {
  type FoundContact,
  lacking,
  type Outbound,
  type OutboundAnswer,
  type OutboundWith,
  partOf,
  takenAs,
  textOf,
} from '../outbound.ts';
import { sendOutbound } from '../send-outbound.ts';
import { apiBaseOf } from '../send-through-door.ts';
import { thoughtlyApi } from './watch-responses.ts';

/**
 * Contacts and calls of Thoughtly, whose calls are always to one of its contacts. Its API makes, finds, deletes and calls
 * contacts; there is none that changes one.
 */
export const thoughtlyOutbound: Outbound = {
  agentLabel: 'Interview',
  own: ({ options }) => ({ from: '', agent: options.callInterviewId ?? '' }),
  missing: (feed, what) =>
    lacking(
      ['API token', feed.secrets.apiToken],
      ['Team id', feed.options.teamId],
      ['Agent for calls', what === 'call' ? feed.options.callInterviewId : 'none'],
    ),
  async contact({ phone, name, email, country, tags, attributes }, by) {
    const contact = { phone_number: phone, name, email, country_code: country, tags, attributes };
    const filled = Object.fromEntries(Object.entries(contact).filter(([, value]) => value !== ''));
    return answerOf(await post('/contact/create', filled, by), ['id', 'contact_id', '_id']);
  },
  findContact,
  async call({ agent, variables, contact }, by) {
    // A number alone would first have to become a contact, which might be the second of the same person.
    if (contact === null) return { kind: 'refused', why: noContact };
    const interview = agent || by.feed.options.callInterviewId;
    const order = { contact_id: contact, interview_id: interview, metadata: variables };
    return answerOf(await post('/contact/call', order, by), ['call_id', 'id', 'response_id', '_id']);
  },
};

/** Digits of a number that is whole without its country. */
const fullNumber = 10;

const noContact =
  'Thoughtly calls its own contacts, and has none with this number: keep a contact for the record in a step before this one.';

function post(path: string, body: unknown, by: OutboundWith) {
  return sendOutbound(
    { who: 'Thoughtly', url: `${apiBaseOf(by.feed, thoughtlyApi)}${path}`, headers: keysOf(by), body },
    by,
  );
}

function keysOf({ feed: { secrets, options } }: OutboundWith): Record<string, string> {
  return { 'x-api-token': secrets.apiToken ?? '', team_id: options.teamId ?? '' };
}

/** `{ data, error }`: an error in it is a refusal, whatever the status. */
function answerOf(sent: Awaited<ReturnType<typeof post>>, names: readonly string[]): OutboundAnswer {
  if (sent.kind !== 'answered') return sent;
  const error = textOf(sent.body, 'error') ?? textOf(sent.body, 'error', 'message');
  if (error) return { kind: 'refused', why: `Thoughtly refused it: ${error.slice(0, 200)}` };
  const id = names.map((name) => textOf(sent.body, 'data', name)).find(Boolean);
  return takenAs('Thoughtly', id ?? null, { status: textOf(sent.body, 'data', 'status') });
}

const contactShape = z.object({ id: z.union([z.string(), z.number()]), phone_number: z.string().nullish() });

async function findContact(phone: string, by: OutboundWith): Promise<FoundContact> {
  // The search is over names and numbers alike, and may find more than is meant.
  const url = `${apiBaseOf(by.feed, thoughtlyApi)}/contact?search=${encodeURIComponent(phone)}&limit=50`;
  try {
    const body = await askApi(
      { fetch: by.fetch, signal: by.signal, now: Date.now },
      { method: 'GET', url, headers: keysOf(by) },
    );
    const listed = partOf(partOf(body, 'data'), 'contacts');
    if (!Array.isArray(listed)) return { kind: 'unreachable', why: 'Thoughtly did not say which contacts it has.' };
    const found = listed
      .map((each) => contactShape.safeParse(each).data)
      .find((each) => each?.phone_number && sameNumber(each.phone_number, phone));
    return found ? { kind: 'found', id: String(found.id) } : { kind: 'none' };
  } catch (cause) {
    return { kind: 'unreachable', why: cause instanceof Error ? cause.message : 'Thoughtly could not be asked.' };
  }
}

/** However it is written there: with marks in between, or without its country. */
function sameNumber(one: string, other: string): boolean {
  const [short = '', long = ''] = [one, other]
    .map((text) => text.replaceAll(/\D/g, ''))
    .sort((a, b) => a.length - b.length);
  return short === long || (short.length >= fullNumber && long.endsWith(short));
}
