import { z } from 'zod';
import { readActionRequest } from '../action-request.ts';
import type { CallDoor, IntakeRequest, OpenFeed, Reading, ToolAsk } from '../platform.ts';
import { readJson } from '../read-json.ts';
import { understood } from '../understood.ts';
import { followOf, isCallSid, isPhoneNumber } from './known-call.ts';
import { readRuntimeEvent } from './read-runtime-event.ts';
import { userDoor } from './voiceflow-doors.ts';

const question = z.object({ action: z.string() });

/** Voiceflow's webhooks, and the questions of its agents' tools. */
export function readVoiceflow(request: IntakeRequest, feed: OpenFeed, now: number): Reading {
  const json = readJson(request.body);
  if (json.kind === 'malformed') return json;
  if (!question.safeParse(json.value).success) return readRuntimeEvent(json.value, feed, now);
  const read = readActionRequest(json.value, request, now);
  if (read.kind === 'malformed') return read;
  const ask = fitCall(read.ask, feed);
  return understood({ asks: [ask], doors: doorsOf(ask, feed) });
}

/** A tool knows its session and its user; of a phone call known by the carrier's id only the user leads to it. */
function fitCall(ask: ToolAsk, feed: OpenFeed): ToolAsk {
  const fits = followOf(feed) === 'sessions' || isCallSid(ask.call) || !isPhoneNumber(ask.caller);
  return fits ? ask : { ...ask, call: null };
}

/** The user is known from the question too; their door needs the project, which only webhooks and the feed's options name. */
function doorsOf({ call, caller }: ToolAsk, feed: OpenFeed): CallDoor[] {
  const isKnown = call !== null && caller !== undefined && feed.options.projectID;
  return isKnown ? [{ call, url: userDoor(feed, caller, null) }] : [];
}
