import {
  lacking,
  type Outbound,
  type OutboundAnswer,
  type OutboundWith,
  sendOutbound,
  taken,
  textOf,
} from '../outbound.ts';
import type { OpenFeed } from '../platform.ts';
import { apiBaseOf } from '../send-through-door.ts';
import { twilioApi } from './call-door.ts';

/** Calls and messages through Twilio: the agent of a call is the address of its TwiML, or a number to bridge to. */
export const twilioOutbound: Outbound = {
  agentLabel: 'TwiML address',
  missing: (feed) =>
    lacking(
      ['Auth token', feed.secrets.authToken],
      ['Account SID', feed.options.accountSid],
      ['Number to call from', feed.options.fromNumber],
    ),
  async call({ to, from, agent, variables }, by) {
    const url = agentAddress(agent || by.feed.options.twimlUrl || '', variables);
    if (url === null) return { kind: 'refused', why: 'This feed does not say what Twilio shall do once they answer.' };
    const form = { To: to, From: from || (by.feed.options.fromNumber ?? ''), Url: url };
    return post('Calls', form, by);
  },
  message({ to, from, text }, by) {
    const sender = from || (by.feed.options.fromNumber ?? '');
    // A messaging service chooses a number of its own.
    const name = sender.startsWith('MG') ? 'MessagingServiceSid' : 'From';
    return post('Messages', { To: to, [name]: sender, Body: text }, by);
  },
};

/** The variables travel in the query: whatever answers there reads them. */
function agentAddress(address: string, variables: Readonly<Record<string, string>>): string | null {
  const url = URL.parse(address);
  if (!url) return null;
  for (const [name, value] of Object.entries(variables)) url.searchParams.set(name, value);
  return url.href;
}

async function post(
  what: 'Calls' | 'Messages',
  form: Record<string, string>,
  by: OutboundWith,
): Promise<OutboundAnswer> {
  const { accountSid = '' } = by.feed.options;
  const sent = await sendOutbound(
    {
      url: `${apiBaseOf(by.feed, twilioApi)}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/${what}.json`,
      headers: { authorization: basic(by.feed, accountSid) },
      body: new URLSearchParams(form),
    },
    by,
  );
  if (sent.kind !== 'answered') return sent;
  return taken(textOf(sent.body, 'sid'), { status: textOf(sent.body, 'status') });
}

function basic({ secrets }: OpenFeed, account: string): string {
  return `Basic ${Buffer.from(`${account}:${secrets.authToken ?? ''}`).toString('base64')}`;
}
