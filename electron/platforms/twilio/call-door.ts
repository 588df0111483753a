import type { CallDoor, DoorAnswer, DoorCall, Doors, OpenFeed } from '../platform.ts';
import { apiBaseOf, sendThroughDoor } from '../send-through-door.ts';
import type { TwilioCallback } from './twilio-callback.ts';

/** Twilio’s usual address. */
export const twilioApi = 'https://api.twilio.com';
const accountSid = /^AC[0-9a-f]{32}$/i;
const callSid = /^CA[0-9a-f]{32}$/i;
/** Nothing else may come into the instructions that Twilio is given. */
const telephoneNumber = /^\+?[0-9]{3,15}$/;

/** Where the call of a callback is changed: its own resource in Twilio's API. */
export function callDoorsOf({ AccountSid, CallSid }: TwilioCallback, feed: OpenFeed): CallDoor[] {
  if (AccountSid === null || CallSid === null || !accountSid.test(AccountSid) || !callSid.test(CallSid)) return [];
  const base = apiBaseOf(feed, twilioApi);
  return [{ call: CallSid, url: `${base}/2010-04-01/Accounts/${AccountSid}/Calls/${CallSid}.json` }];
}

/** Twilio carries the call: it can end it and hand it over, but has nobody to tell anything. */
export const twilioDoors: Doors = {
  end: (to) => change(to, { Status: 'completed' }),
  async transfer(to, number) {
    const digits = number.replaceAll(/[\s().-]/g, '');
    if (!telephoneNumber.test(digits)) return { kind: 'refused', why: 'This is no telephone number.' };
    return change(to, { Twiml: `<Response><Dial>${digits}</Dial></Response>` });
  },
};

async function change(to: DoorCall, form: Record<string, string>): Promise<DoorAnswer> {
  const { authToken } = to.feed.secrets;
  const [, account] = /\/Accounts\/(AC[0-9a-f]{32})\/Calls\//i.exec(to.door ?? '') ?? [];
  if (!authToken) return { kind: 'refused', why: 'This feed has no auth token.' };
  if (to.door === null || !account)
    return { kind: 'refused', why: 'Twilio did not say whose account this call is in.' };
  // The token goes to the API this feed is set to, and nowhere else.
  if (!to.door.startsWith(`${apiBaseOf(to.feed, twilioApi)}/`)) {
    return { kind: 'refused', why: 'The address of the API was changed since this call began.' };
  }
  const authorization = `Basic ${Buffer.from(`${account}:${authToken}`).toString('base64')}`;
  return sendThroughDoor(to, {
    method: 'POST',
    url: to.door,
    headers: { authorization },
    body: new URLSearchParams(form),
  });
}
