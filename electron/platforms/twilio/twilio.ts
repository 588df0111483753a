import type { IntakeRequest, OpenFeed, Platform } from '../platform.ts';
import { ownRecordingHosts } from '../recordings/recording-access.ts';
import { twilioDoors } from './call-door.ts';
import { readTwilio } from './read-twilio.ts';
import { twilioOutbound } from './twilio-outbound.ts';
import { signTwilio, verifyTwilio } from './verify-twilio.ts';

/** Twilio: live words from Real-Time Transcription, recordings and how calls stand. Its agents ask through other platforms. */
export const twilio: Platform = {
  key: 'twilio',
  timeoutMs: null,
  secrets: [
    {
      name: 'authToken',
      label: 'Auth token',
      hint: 'Twilio signs with it. In the Twilio console: Account, API keys & tokens, Auth token.',
      required: true,
    },
  ],
  options: [
    {
      name: 'callerTrack',
      label: 'The caller is on',
      hint: 'On a leg from the phone network the caller is on the inbound track; on the leg of a browser or an agent, on the outbound track.',
      values: ['inbound_track', 'outbound_track'],
      default: 'inbound_track',
    },
    {
      name: 'accountSid',
      label: 'Account SID',
      hint: 'For calls and messages that go out; recordings tell their account themselves. It begins with AC.',
      values: null,
      default: '',
    },
    {
      name: 'fromNumber',
      label: 'Number to call from',
      hint: 'Only for calls and messages that go out: one of your Twilio numbers, or a messaging service.',
      values: null,
      default: '',
    },
    {
      name: 'twimlUrl',
      label: 'TwiML address',
      hint: 'Only for calls that go out: what Twilio does once they answer, such as connecting your agent.',
      values: null,
      default: '',
    },
    ownRecordingHosts,
  ],
  verify: verifyTwilio,
  read: readTwilio,
  doors: twilioDoors,
  outbound: twilioOutbound,
  testRequest,
};

function testRequest(feed: OpenFeed, url: string, now: number): IntakeRequest {
  const parameters: [string, string][] = [
    ['TranscriptionEvent', 'transcription-content'],
    ['CallSid', 'CA00000000000000000000000000000000'],
    ['AccountSid', 'AC00000000000000000000000000000000'],
    ['TranscriptionSid', 'GT00000000000000000000000000000000'],
    ['SequenceId', '2'],
    ['Timestamp', new Date(now).toISOString()],
    ['Track', 'inbound_track'],
    ['Final', 'true'],
    ['TranscriptionData', JSON.stringify({ transcript: 'This is a test.', confidence: 0.98 })],
  ];
  return {
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'x-twilio-signature': signTwilio(feed.secrets.authToken ?? '', url, parameters),
    },
    body: Buffer.from(new URLSearchParams(parameters).toString()),
  };
}
