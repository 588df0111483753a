import type { CallEvent } from '../../../shared/model/call-event.ts';
import { toLabel } from '../plain-text.ts';
import type { IntakeRequest, PlatformEvent, ToolAsk } from '../platform.ts';
import { madeAskId, readArguments } from '../tool-ask.ts';
import { toolHeaders } from './tool-headers.ts';

/** The request of a webhook tool: what is asked, and what it tells of the call. */
export type ToolRequest = { ask: ToolAsk; events: PlatformEvent[]; why: string | null };

/** Reads the request of a webhook tool; null where it names no action. */
export function readToolRequest(body: unknown, request: IntakeRequest, now: number): ToolRequest | null {
  const query = URL.parse(request.url)?.searchParams;
  const told = (name: keyof typeof toolHeaders) => filled(request.headers[toolHeaders[name].toLowerCase()]);
  const action = told('action') ?? filled(query?.get('action'));
  if (action === null) return null;
  const call = told('call') ?? filled(query?.get('call'));
  const { inputs, why } = readArguments(body);
  const caller = told('caller');
  const ask = { id: madeAskId(call, action, inputs), call, ...(caller !== null && { caller }), action, inputs };
  // ElevenLabs tells nothing of a call before its end: the first question is how the console learns of it.
  const events = call === null ? [] : [startEvent({ call, now, agent: told('agent'), caller, sid: told('callSid') })];
  return { ask, events, why };
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
