import { readActionRequest } from '../action-request.ts';
import { toEpochMs } from '../lenient.ts';
import { toLabel } from '../plain-text.ts';
import type { IntakeRequest, OpenFeed, Reading } from '../platform.ts';
import { readJson } from '../read-json.ts';
import { madeAskId } from '../tool-ask.ts';
import { understood } from '../understood.ts';
import { callIdOf, eventsOf, readCall } from './read-call.ts';
import { notice, snaked, type ThoughtlyCall } from './thoughtly-shapes.ts';

/** Thoughtly's webhooks, those of its automations, and the questions of an agent in the middle of a call. */
export function readThoughtly(request: IntakeRequest, _feed: OpenFeed, now: number): Reading {
  const json = readJson(request.body);
  if (json.kind === 'malformed') return json;
  const body = snaked(json.value);
  if (body === null) return { kind: 'malformed', why: 'The body is no object.' };
  const told = notice.parse(body);
  const name = nameOf(told.event ?? told.type ?? told.trigger);
  if (name === null && typeof told.action === 'string') return readAsk(json.value, request, now);
  const of = readCall(body);
  if (callIdOf(of) === null) return { kind: 'malformed', why: 'It names no call.' };
  return readNotice({ name, of, now, why: told.message ?? told.error ?? failedAction(told.action) });
}

function readAsk(body: unknown, request: IntakeRequest, now: number): Reading {
  const read = readActionRequest(body, request, now);
  if (read.kind === 'malformed') return read;
  return understood({ asks: [read.ask] });
}

type Notice = { name: string | null; of: ThoughtlyCall; now: number; why: string | null };

function readNotice({ name, of, now, why }: Notice): Reading {
  const call = callIdOf(of) ?? '';
  switch (name) {
    case 'NEW_RESPONSE':
    case 'CALL_COMPLETED':
      return understood({ events: eventsOf(of, { now, over: true }) });
    case 'PHONE_TRANSFER': {
      const at = toEpochMs(of.transferred_at) ?? toEpochMs(of.ended_at) ?? now;
      const to = of.transferred_to ?? of.transfer_number;
      const event = { type: 'call.transferred', at, to } as const;
      return understood({ events: [...eventsOf(of, { now, over: false }), { call, id: `transferred:${to}`, event }] });
    }
    case 'ACTION_FAILED': {
      const message = `An action of the agent failed: ${why ?? 'Thoughtly does not say why'}`.slice(0, 500);
      const event = { type: 'call.troubled', at: toEpochMs(of.updated_at) ?? now, message } as const;
      return understood({ events: [{ call, id: `failed:${madeAskId(message)}`, event }] });
    }
    // An automation's webhook says what its builder wrote into it: a call with an end is one that is over.
    case null:
      return understood({ events: eventsOf(of, { now, over: of.ended_at !== null || of.outcome !== null }) });
    default:
      return understood({ unknown: [{ what: name, call }] });
  }
}

/** `NEW_RESPONSE`, `FOLDER_NEW_RESPONSE` and "On Call Completed" by one kind of name. */
function nameOf(event: string | null): string | null {
  if (event === null) return null;
  return event
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '_')
    .replace(/^(FOLDER|ON)_/, '');
}

function failedAction(action: unknown): string | null {
  return toLabel(snaked(action)?.name === undefined ? null : String(snaked(action)?.name));
}
