import type { CallDoor, OpenFeed } from '../platform.ts';
import type { TwilioCallback } from './twilio-callback.ts';

const usualApi = 'https://api.twilio.com';
const accountSid = /^AC[0-9a-f]{32}$/i;
const callSid = /^CA[0-9a-f]{32}$/i;

/** Where the call of a callback is changed: its own resource in Twilio's API. */
export function callDoorsOf({ AccountSid, CallSid }: TwilioCallback, feed: OpenFeed): CallDoor[] {
  if (AccountSid === null || CallSid === null || !accountSid.test(AccountSid) || !callSid.test(CallSid)) return [];
  const base = (feed.apiBase ?? usualApi).replace(/\/+$/, '');
  return [{ call: CallSid, url: `${base}/2010-04-01/Accounts/${AccountSid}/Calls/${CallSid}.json` }];
}
