import { answerFlat } from '../action-request.ts';
import type { IntakeRequest, OpenFeed, Platform } from '../platform.ts';
import { secretHeader, verifySharedSecret } from '../signature.ts';
import { readThoughtly } from './read-thoughtly.ts';
import { thoughtlyOutbound } from './thoughtly-outbound.ts';
import { watchResponses } from './watch-responses.ts';

/** Thoughtly: calls once they are over, and questions in the middle of them. It signs nothing, and has no way into a live call. */
export const thoughtly: Platform = {
  key: 'thoughtly',
  timeoutMs: null,
  secrets: [
    {
      name: 'headerSecret',
      label: 'Shared secret',
      hint: `Put it into the header ${secretHeader} of every webhook step, in automations and in the agent builder.`,
      required: true,
    },
    {
      name: 'apiToken',
      label: 'API token',
      hint: 'In Thoughtly under Settings, Developer. Needed to poll, for webhooks that cannot carry a header.',
      required: false,
    },
  ],
  options: [
    {
      name: 'interviewIds',
      label: 'Agents to poll',
      hint: 'Ids of agents ("interviews"), with commas between them. Empty to poll none.',
      values: null,
      default: '',
    },
    { name: 'teamId', label: 'Team id', hint: 'Goes with the API token.', values: null, default: '' },
    {
      name: 'callInterviewId',
      label: 'Agent for calls',
      hint: 'Only for calls that go out: the id of the agent (“interview”) that makes them.',
      values: null,
      default: '',
    },
  ],
  verify: (request, feed) => verifySharedSecret(request, feed.secrets.headerSecret),
  read: readThoughtly,
  answer: answerFlat,
  doors: {},
  outbound: thoughtlyOutbound,
  watch: watchResponses,
  testRequest,
};

function testRequest(feed: OpenFeed, url: string, now: number): IntakeRequest {
  const moment = new Date(now).toISOString();
  const body = {
    event: 'NEW_RESPONSE',
    call: {
      id: 'countersign-test',
      interview_id: 'test',
      direction: 'inbound',
      status: 'success',
      started_at: moment,
      ended_at: moment,
    },
    agent: { id: 'test', title: 'Test agent' },
    transcript: [{ transcript: 'This is a test.', speaker: 'user', createdAt: moment }],
  };
  return {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', [secretHeader]: feed.secrets.headerSecret ?? '' },
    body: Buffer.from(JSON.stringify(body)),
  };
}
