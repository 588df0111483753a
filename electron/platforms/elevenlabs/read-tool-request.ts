import type { CallEvent } from '../../../shared/model/call-event.ts';
import { readActionRequest } from '../action-request.ts';
import { toLabel } from '../plain-text.ts';
import type { IntakeRequest, PlatformEvent, ToolAsk } from '../platform.ts';
import { madeAskId, readArguments } from '../tool-ask.ts';
import { toolHeaders } from './tool-headers.ts';

/** The request of a webhook tool: what is asked, and what it tells of the call. */
export type ToolRequest = { ask: ToolAsk; events: PlatformEvent[] };

/** Reads the request of a webhook tool; null where it names no action. */
export function readToolRequest(body: unknown, request: IntakeRequest, now: number): ToolRequest | null {
  const ask = readAsk(body, request, now);
  if (!ask) return null;
  const { call, caller = null } = ask;
  const [agent, sid] = [tellOf(request, 'agent'), tellOf(request, 'callSid')];
  // ElevenLabs tells nothing of a call before its end: the first question is how the console learns of it.
  return { ask, events: call === null ? [] : [startEvent({ call, now, agent, caller, sid })] };
}

/** A header or the address names the action; else the body does, in our own words. */
function readAsk(body: unknown, request: IntakeRequest, now: number): ToolAsk | null {
  const query = URL.parse(request.url)?.searchParams;
  const action = tellOf(request, 'action') ?? filled(query?.get('action'));
  const caller = tellOf(request, 'caller');
  const from = caller === null ? {} : { caller };
  if (action === null) {
    const read = readActionRequest(body, request, now);
    return read.kind === 'ask' ? { ...from, ...read.ask } : null;
  }
  const call = tellOf(request, 'call') ?? filled(query?.get('call'));
  const told = readArguments(body);
  return { ...from, id: madeAskId(call, action, told.inputs), call, action, ...told };
}

function tellOf({ headers }: IntakeRequest, name: keyof typeof toolHeaders): string | null {
  return filled(headers[toolHeaders[name].toLowerCase()]);
}

/** ElevenLabs' own bounds of `response_timeout_secs`. */
const timeoutSeconds = { least: 5, most: 120 };

/** How long a webhook tool waits, as its definition was made to say; null where it does not. */
export function readToolTimeout({ headers }: Pick<IntakeRequest, 'headers'>): number | null {
  const told = headers[toolHeaders.timeout.toLowerCase()]?.trim() ?? '';
  const seconds = /^\d{1,3}$/.test(told) ? Number(told) : 0;
  return seconds >= timeoutSeconds.least && seconds <= timeoutSeconds.most ? seconds * 1000 : null;
}

type Told = { call: string; now: number; agent: string | null; caller: string | null; sid: string | null };

function startEvent({ call, now, agent, caller, sid }: Told): PlatformEvent {
  const event: CallEvent = {
    type: 'call.started',
    carrierId: sid,
    channel: 'phone',
    direction: 'unknown',
    agent: agent === null ? null : { id: agent, name: agent, version: null },
    parties: caller === null ? [] : [{ role: 'caller', name: null, phone: caller, email: null }],
    variables: {},
    startedAt: now,
    heldAt: null,
  };
  return { call, id: 'started:tool', event };
}

/** A variable that was not set stays as it was written. */
function filled(value: string | null | undefined): string | null {
  return value && !/^\{\{.*\}\}$/.test(value.trim()) ? toLabel(value) : null;
}
