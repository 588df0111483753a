import { lacking, type Outbound, type OutboundAnswer, type OutboundWith, takenAs, textOf } from '../outbound.ts';
import type { OpenFeed } from '../platform.ts';
import { sendOutbound } from '../send-outbound.ts';
import { apiBaseOf } from '../send-through-door.ts';
import { twilioApi } from './call-door.ts';

/** Calls and messages through Twilio: the agent of a call is the address of its TwiML, or the SID of a TwiML app. */
export const twilioOutbound: Outbound = {
  agentLabel: 'TwiML address or app SID',
  own: ({ options }) => ({ from: options.fromNumber ?? '', agent: options.twimlUrl ?? '' }),
  missing: (feed, what) =>
    lacking(
      ['Auth token', feed.secrets.authToken],
      ['Account SID', feed.options.accountSid],
      [what === 'message' ? 'Number to send from' : 'Number to call from', feed.options.fromNumber],
    ),
  async call({ to, from, agent, variables }, by) {
    const speaks = whoSpeaks(agent || by.feed.options.twimlUrl || '', variables);
    if (speaks === null)
      return { kind: 'refused', why: 'This feed does not say what Twilio shall do once they answer.' };
    return post('Calls', { To: to, From: from || (by.feed.options.fromNumber ?? ''), ...speaks }, by);
  },
  async message({ to, from, text }, by) {
    const sender = from || (by.feed.options.fromNumber ?? '');
    // A messaging service chooses a number of its own.
    const name = sender.startsWith('MG') ? 'MessagingServiceSid' : 'From';
    return post('Messages', { To: to, [name]: sender, Body: text }, by);
  },
};

/** The variables travel in the query: whatever answers there reads them. An app has its address at Twilio. */
function whoSpeaks(agent: string, variables: Readonly<Record<string, string>>): Record<string, string> | null {
  if (/^AP[0-9a-f]{32}$/i.test(agent)) return { ApplicationSid: agent };
  const url = URL.parse(agent);
  if (!url) return null;
  for (const [name, value] of Object.entries(variables)) url.searchParams.set(name, value);
  return { Url: url.href };
}

async function post(
  what: 'Calls' | 'Messages',
  form: Record<string, string>,
  by: OutboundWith,
): Promise<OutboundAnswer> {
  const { accountSid = '' } = by.feed.options;
  const sent = await sendOutbound(
    {
      who: 'Twilio',
      url: `${apiBaseOf(by.feed, twilioApi)}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/${what}.json`,
      headers: { authorization: basic(by.feed, accountSid) },
      body: new URLSearchParams(form),
    },
    by,
  );
  if (sent.kind !== 'answered') return sent;
  const status = textOf(sent.body, 'status');
  const code = textOf(sent.body, 'error_code');
  // Made, and failed at once: it has a SID, and nobody got it.
  if (status === 'failed' || status === 'undelivered') {
    const why = textOf(sent.body, 'error_message') ?? 'no reason told';
    return { kind: 'refused', why: `Twilio could not send it: ${why}${code ? ` (${code})` : ''}` };
  }
  return takenAs('Twilio', textOf(sent.body, 'sid'), { status, segments: textOf(sent.body, 'num_segments') });
}

function basic({ secrets }: OpenFeed, account: string): string {
  return `Basic ${Buffer.from(`${account}:${secrets.authToken ?? ''}`).toString('base64')}`;
}
