import {
  lacking,
  type Outbound,
  type OutboundAnswer,
  type OutboundWith,
  sendOutbound,
  taken,
  textOf,
} from '../outbound.ts';
import { apiBaseOf } from '../send-through-door.ts';
import { thoughtlyApi } from './watch-responses.ts';

/** Contacts and calls of Thoughtly, whose calls are always to one of its contacts. */
export const thoughtlyOutbound: Outbound = {
  agentLabel: 'Interview',
  missing: (feed, what) =>
    lacking(
      ['API token', feed.secrets.apiToken],
      ['Team id', feed.options.teamId],
      ['Agent for calls', what === 'call' ? feed.options.callInterviewId : 'none'],
    ),
  async contact({ phone, name, email, country, tags, attributes }, by) {
    const contact = { phone_number: phone, name, email, country_code: country, tags, attributes };
    const filled = Object.fromEntries(Object.entries(contact).filter(([, value]) => value !== ''));
    return answerOf(await post('/contact/create', filled, by));
  },
  async call({ agent, variables, contact }, by) {
    // A number alone would first have to become a contact, which might be the second of the same person.
    if (contact === null) return { kind: 'refused', why: noContact };
    const interview = agent || by.feed.options.callInterviewId;
    const order = { contact_id: contact, interview_id: interview, metadata: variables };
    return answerOf(await post('/contact/call', order, by));
  },
};

const noContact = 'Thoughtly calls its own contacts: keep a contact for the record in a step before this one.';

function post(path: string, body: unknown, by: OutboundWith) {
  const { secrets, options } = by.feed;
  return sendOutbound(
    {
      url: `${apiBaseOf(by.feed, thoughtlyApi)}${path}`,
      headers: { 'x-api-token': secrets.apiToken ?? '', team_id: options.teamId ?? '' },
      body,
    },
    by,
  );
}

/** `{ data, error }`: an error in it is a refusal, whatever the status. */
function answerOf(sent: Awaited<ReturnType<typeof post>>): OutboundAnswer {
  if (sent.kind !== 'answered') return sent;
  const error = textOf(sent.body, 'error') ?? textOf(sent.body, 'error', 'message');
  if (error) return { kind: 'refused', why: `Thoughtly refused it: ${error.slice(0, 200)}` };
  const id = ['id', '_id', 'contact_id', 'call_id'].map((name) => textOf(sent.body, 'data', name)).find(Boolean);
  return taken(id ?? textOf(sent.body, 'id'));
}
