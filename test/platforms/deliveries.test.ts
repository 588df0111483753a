import { describe, expect, test } from 'vitest';
import { events } from '../../electron/platforms/events/events.ts';
import type { IntakeRequest, OpenFeed, Platform } from '../../electron/platforms/platform.ts';
import { thoughtly } from '../../electron/platforms/thoughtly/thoughtly.ts';
import { twilio } from '../../electron/platforms/twilio/twilio.ts';
import { voiceflow } from '../../electron/platforms/voiceflow/voiceflow.ts';
import { fc } from '../support/properties.ts';
import { heardCall } from './heard-call.ts';
import { cloudEventOf, eventsRequest } from './samples/events-samples.ts';
import { newResponse, thoughtlyFeed, thoughtlyRequest } from './samples/thoughtly-samples.ts';
import {
  callStatus,
  recordingStatus,
  transcriptionContent,
  transcriptionStarted,
  transcriptionStopped,
  twilioFeed,
} from './samples/twilio-samples.ts';
import { callEnd, callStart, session, voiceflowFeed, voiceflowWebhook } from './samples/voiceflow-samples.ts';

const eventsFeed: OpenFeed = { ...thoughtlyFeed, key: 'events', platform: 'events', secrets: { bearer: 'secret' } };

type Conversation = { platform: Platform; feed: OpenFeed; requests: IntakeRequest[]; said: string[] };

const conversations: Conversation[] = [
  {
    platform: twilio,
    feed: twilioFeed,
    requests: [
      callStatus('in-progress'),
      transcriptionStarted(1),
      transcriptionContent(2, 'How can I help?', { track: 'outbound_track' }),
      transcriptionContent(3, 'my new', { final: false }),
      transcriptionContent(4, 'My new address is here.'),
      transcriptionStopped(5),
      recordingStatus('completed'),
    ],
    said: ['agent: How can I help?', 'caller: My new address is here.'],
  },
  {
    platform: voiceflow,
    feed: voiceflowFeed,
    requests: [callStart(), session('start', { userID: '+14155550134' }), callEnd()].map((each) =>
      voiceflowWebhook(each),
    ),
    said: [],
  },
  {
    platform: thoughtly,
    feed: thoughtlyFeed,
    requests: [
      thoughtlyRequest(newResponse({ event: 'PHONE_TRANSFER', transferred_to: '+14155550177' })),
      thoughtlyRequest(newResponse()),
    ],
    said: ['agent: Hi, this is Maya. Is now a good time?', 'caller: Yes. My new address is dana@example.com.'],
  },
  {
    platform: events,
    feed: eventsFeed,
    requests: [
      cloudEventOf('call.started', { parties: [{ role: 'caller', phone: '+14155550134' }] }, { id: '1' }),
      cloudEventOf('utterance', { party: 'caller', text: 'Hel', key: 't1', seq: 1, final: false }, { id: '2' }),
      cloudEventOf('utterance', { party: 'caller', text: 'Hello', key: 't1', seq: 1 }, { id: '3' }),
      cloudEventOf('utterance', { party: 'agent', text: 'Good morning', seq: 2 }, { id: '4' }),
      cloudEventOf('call.ended', { reason: 'hangup' }, { id: '5' }),
      cloudEventOf('call.analysed', { summary: 'A greeting.' }, { id: '6' }),
    ].map((each) => eventsRequest(each)),
    said: ['caller: Hello', 'agent: Good morning'],
  },
];

describe.each(conversations)('the requests of $platform.key', ({ platform, feed, requests, said }) => {
  test('make the same call in any order and delivered any number of times', async () => {
    const inOrder = await heardCall(platform, feed, requests);
    expect(inOrder.said).toEqual(said);
    expect(inOrder.call.endedAt).not.toBeNull();
    const facts = ({ call }: typeof inOrder) => ({
      direction: call.direction,
      parties: call.parties,
      ended: call.endedAt !== null,
      analysis: call.analysis,
      transfers: call.transfers,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...requests, ...requests], { minLength: requests.length * 2 }),
        async (order) => {
          const other = await heardCall(platform, feed, order);
          expect(other.said).toEqual(said);
          expect(facts(other)).toEqual(facts(inOrder));
        },
      ),
      { seed: 7, numRuns: 8 },
    );
  });
});
