import type { IntakeRequest, OpenFeed, Reading } from '../platform.ts';
import { readJson } from '../read-json.ts';
import { apiBaseOf } from '../send-through-door.ts';
import { unreadOf } from '../tool-ask.ts';
import { understood } from '../understood.ts';
import { failedEvents, finishedEvents } from './conversation-events.ts';
import { elevenLabsApi } from './elevenlabs-outbound.ts';
import { elevenLabsConversation, elevenLabsWebhook } from './elevenlabs-shapes.ts';
import { readToolRequest } from './read-tool-request.ts';

/** Reads a post-call webhook of ElevenLabs, or the request of a webhook tool. */
export function readElevenLabs(request: IntakeRequest, feed: OpenFeed, now: number): Reading {
  const json = readJson(request.body);
  // A tool without parameters may send no body at all.
  const asked =
    json.kind === 'json' || request.body.length === 0 ? readToolRequest(contentOf(json), request, now) : null;
  if (asked) {
    const { ask, events } = asked;
    return understood({ events, asks: [ask], unknown: unreadOf([ask]) });
  }
  if (json.kind === 'malformed') return json;
  const webhook = elevenLabsWebhook.safeParse(json.value);
  if (!webhook.success) {
    return {
      kind: 'malformed',
      why: 'The body is no webhook, and neither it nor a header nor the address names an action.',
    };
  }
  const { type, data } = webhook.data;
  const told = webhook.data.event_timestamp === null ? now : Math.round(webhook.data.event_timestamp * 1000);
  const read = elevenLabsConversation.safeParse(data);
  const call = read.success ? read.data.conversation_id : null;
  if (!read.success) return understood({ unknown: [{ what: `${type}: it names no conversation`, call }] });
  switch (type) {
    case 'post_call_transcription':
      return understood({ events: finishedEvents(read.data, told, apiBaseOf(feed, elevenLabsApi)) });
    case 'call_initiation_failure':
      return understood({ events: failedEvents(read.data, told) });
    // The recording itself: fetched when somebody wants to hear it, not kept as it comes.
    case 'post_call_audio':
      return understood({});
    default:
      return understood({ unknown: [{ what: type, call }] });
  }
}

function contentOf(json: ReturnType<typeof readJson>): unknown {
  return json.kind === 'json' ? json.value : {};
}
