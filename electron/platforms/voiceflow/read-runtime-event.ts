import { z } from 'zod';
import type { CallEvent } from '../../../shared/model/call-event.ts';
import { laxLabel, laxNumber, textsOf, toEpochMs } from '../lenient.ts';
import type { OpenFeed, PlatformEvent, Reading } from '../platform.ts';
import { understood } from '../understood.ts';
import { followOf, isPhoneNumber } from './known-call.ts';
import { userDoor } from './voiceflow-doors.ts';

const metadata = z.object({ callSid: laxLabel, callType: laxLabel, userNumber: laxLabel, agentNumber: laxLabel });
const told = z.object({
  userID: laxLabel,
  projectID: laxLabel,
  environmentID: laxLabel,
  sessionID: laxLabel,
  startTime: laxNumber,
  endTime: laxNumber,
  endReason: laxLabel,
  platform: laxLabel,
  metadata: metadata.catch(() => metadata.parse({})).default(() => metadata.parse({})),
});
const envelope = z.object({ type: z.string().min(1).max(200), data: told, time: laxNumber });

type Told = z.infer<typeof told>;

/** Reads a webhook of Voiceflow's runtime: a call or session that started or ended. */
export function readRuntimeEvent(body: unknown, feed: OpenFeed, now: number): Reading {
  const read = envelope.safeParse(body);
  if (!read.success)
    return { kind: 'malformed', why: 'It is neither an event ({ type, data }) nor a question ({ action, inputs }).' };
  const { type, data } = read.data;
  const [, subject, moment] = /^runtime\.(call|session)\.(start|end)$/.exec(type) ?? [];
  const call = subject === 'session' ? data.sessionID : callOf(data);
  if (!subject || !moment)
    return understood({ unknown: [{ what: type, call: data.metadata.callSid ?? data.sessionID }] });
  if (call === null) return { kind: 'malformed', why: 'It names neither a call nor a session.' };
  if (isToldTwice(subject, data, feed)) return understood({});
  const at = toEpochMs(read.data.time) ?? now;
  const events = [{ call, id: 'started', event: started(subject, data, at) }];
  if (moment === 'start') return understood({ events, doors: doorOf(call, data, feed) });
  const endedAt = toEpochMs(data.endTime) ?? at;
  // An end tells all that the start did: where the start was lost, it is made up for.
  const end: PlatformEvent = { call, id: 'ended', event: { type: 'call.ended', endedAt, reason: data.endReason } };
  return understood({ events: [...events, end] });
}

/** A phone call is told of as a call and as a session: the one the feed does not follow is left out. */
function isToldTwice(subject: string, { userID, metadata: { callSid } }: Told, feed: OpenFeed): boolean {
  if (followOf(feed) === 'sessions') return subject === 'call';
  return subject === 'session' && callSid === null && isPhoneNumber(userID);
}

function callOf({ metadata: { callSid }, userID, startTime }: Told): string | null {
  if (callSid !== null) return callSid;
  return userID === null || startTime === null ? null : `${userID}:${startTime}`;
}

function started(subject: string, data: Told, at: number): CallEvent {
  const { callSid, callType, userNumber, agentNumber } = data.metadata;
  const phone = userNumber ?? (isPhoneNumber(data.userID) ? data.userID : null);
  return {
    type: 'call.started',
    carrierId: callSid,
    channel: subject === 'call' || phone !== null ? 'phone' : 'chat',
    direction: directionOf(callType),
    agent:
      data.projectID === null ? null : { id: data.projectID, name: 'Voiceflow agent', version: data.environmentID },
    parties: [
      ...(phone === null ? [] : [{ role: 'caller' as const, name: null, phone, email: null }]),
      ...(agentNumber === null ? [] : [{ role: 'agent' as const, name: null, phone: agentNumber, email: null }]),
    ],
    variables: textsOf({
      user_id: data.userID,
      project_id: data.projectID,
      environment_id: data.environmentID,
      session_id: data.sessionID,
    }),
    startedAt: toEpochMs(data.startTime) ?? at,
    heldAt: null,
  };
}

function directionOf(callType: string | null): 'inbound' | 'outbound' | 'unknown' {
  if (callType === null) return 'unknown';
  return callType === 'inbound' ? 'inbound' : 'outbound';
}

function doorOf(call: string, { userID, projectID }: Told, feed: OpenFeed) {
  return userID === null ? [] : [{ call, url: userDoor(feed, userID, projectID) }];
}
