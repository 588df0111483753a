import type { IntakeRequest, OpenFeed, Platform } from '../platform.ts';
import { answerEvents } from './answer-events.ts';
import { readEvents } from './read-events.ts';
import { verifyBearer } from './verify-bearer.ts';

/** Any other platform: CloudEvents in a schema of our own, over HTTP and WebSocket. See docs/feeds-events.md. */
export const events: Platform = {
  key: 'events',
  timeoutMs: null,
  secrets: [
    {
      name: 'bearer',
      label: 'Bearer secret',
      hint: 'Sent with every request as “Authorization: Bearer …”. Long and random: whoever has it can tell and ask.',
      required: true,
    },
  ],
  options: [],
  verify: verifyBearer,
  read: (request, _feed, now) => readEvents(request, now),
  answer: answerEvents,
  doors: {},
  testRequest,
};

function testRequest(feed: OpenFeed, url: string, now: number): IntakeRequest {
  const event = {
    specversion: '1.0',
    type: 'com.countersign.utterance',
    source: '/countersign/test',
    id: `test-${now}`,
    subject: 'countersign-test',
    time: new Date(now).toISOString(),
    data: { party: 'caller', text: 'This is a test.' },
  };
  return {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/cloudevents+json', authorization: `Bearer ${feed.secrets.bearer ?? ''}` },
    body: Buffer.from(JSON.stringify(event)),
  };
}
