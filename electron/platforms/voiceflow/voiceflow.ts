import { answerFlat } from '../action-request.ts';
import type { IntakeRequest, OpenFeed, Platform } from '../platform.ts';
import { secretHeader } from '../signature.ts';
import { readVoiceflow } from './read-voiceflow.ts';
import { signSvix } from './verify-svix.ts';
import { verifyVoiceflow } from './verify-voiceflow.ts';
import { voiceflowDoors } from './voiceflow-doors.ts';
import { watchTranscripts } from './watch-transcripts.ts';

/** Voiceflow: calls and sessions by webhook, questions of API and function tools, what was said by polling its transcripts. */
export const voiceflow: Platform = {
  key: 'voiceflow',
  timeoutMs: null,
  secrets: [
    {
      name: 'svixSecret',
      label: 'Signing secret of the webhook',
      hint: 'whsec_… in Voiceflow under Settings, Webhooks. Leave it out where Voiceflow signs nothing.',
      required: false,
    },
    {
      name: 'previousSvixSecret',
      label: 'Signing secret before the last change',
      hint: 'Voiceflow goes on signing with it for a day after a change.',
      required: false,
    },
    {
      name: 'headerSecret',
      label: 'Shared secret of the tools',
      hint: `The header ${secretHeader} of every API tool carries it; unsigned webhooks do too.`,
      required: false,
    },
    {
      name: 'apiKey',
      label: 'API key',
      hint: 'Starts with VF.DM. Needed to tell a live agent of a decision, and to poll transcripts.',
      required: false,
    },
  ],
  options: [
    {
      name: 'follow',
      label: 'Calls are known by',
      hint: "Phone calls come as a call and as a session. Calls hold the carrier's id, which joins them with Twilio's; tools name sessions.",
      values: ['calls-and-chats', 'sessions'],
      default: 'calls-and-chats',
    },
    {
      name: 'poll',
      label: 'Poll transcripts',
      hint: 'Brings what was said, a little late, without a public address. Calls are then known by their sessions.',
      values: ['off', 'on'],
      default: 'off',
    },
    {
      name: 'projectID',
      label: 'Project id',
      hint: 'In Voiceflow under Settings, General. Needed to poll transcripts.',
      values: null,
      default: '',
    },
  ],
  verify: verifyVoiceflow,
  read: readVoiceflow,
  answer: answerFlat,
  doors: voiceflowDoors,
  watch: watchTranscripts,
  testRequest,
};

function testRequest(feed: OpenFeed, url: string, now: number): IntakeRequest {
  const projectID = feed.options.projectID || 'test';
  const data = { userID: 'countersign-test', projectID, environmentID: 'main', sessionID: 'test', startTime: now };
  const event = { type: 'runtime.session.start', data, time: now, resource: `project-${projectID}` };
  const body = Buffer.from(JSON.stringify(event));
  return { method: 'POST', url, headers: { 'content-type': 'application/json', ...proof(feed, body, now) }, body };
}

function proof({ secrets }: OpenFeed, body: Buffer, now: number): Record<string, string> {
  if (!secrets.svixSecret) return { [secretHeader]: secrets.headerSecret ?? '' };
  const id = `msg_test_${now}`;
  const timestamp = `${Math.floor(now / 1000)}`;
  return {
    'svix-id': id,
    'svix-timestamp': timestamp,
    'svix-signature': signSvix(secrets.svixSecret, { id, timestamp }, body),
  };
}
