import { z } from 'zod';
import type { IntakeRequest, Reading } from '../platform.ts';
import { readJson } from '../read-json.ts';
import { readCloudEvent } from './read-cloud-event.ts';

/** Most events that one request may bring. */
const mostEvents = 1_000;

/** Reads CloudEvents from a request: structured, several at once (batch), or with the context in headers (binary). */
export function readEvents(request: Pick<IntakeRequest, 'headers' | 'body'>, now: number): Reading {
  const json = readJson(request.body);
  const context = contextOf(request.headers);
  if (context === null) return json.kind === 'malformed' ? json : readValue(json.value, now);
  // An event without data may have no body.
  if (json.kind === 'malformed' && request.body.length > 0) return json;
  const data = json.kind === 'json' ? { data: json.value } : {};
  return readCloudEvent({ ...context, ...data }, now);
}

function readValue(value: unknown, now: number): Reading {
  if (!Array.isArray(value)) return readCloudEvent(structured(value), now);
  if (value.length > mostEvents) return { kind: 'malformed', why: `It brings more than ${mostEvents} events at once.` };
  const readings = value.map((each: unknown) => readCloudEvent(structured(each), now));
  const understood = readings.filter((each) => each.kind === 'understood');
  const [malformed] = readings.filter((each) => each.kind === 'malformed');
  if (malformed && understood.length === 0) return malformed;
  const wrong = readings.flatMap((each) => (each.kind === 'malformed' ? [{ what: each.why, call: null }] : []));
  return {
    kind: 'understood',
    events: understood.flatMap(({ events }) => events),
    asks: understood.flatMap(({ asks }) => asks),
    doors: [],
    unknown: [...understood.flatMap(({ unknown }) => unknown), ...wrong],
  };
}

const encoded = z.looseObject({ data_base64: z.string() });

/** An event as it is, its data decoded where it was sent in letters. */
function structured(value: unknown): unknown {
  const read = encoded.safeParse(value);
  if (!read.success) return value;
  const { data_base64, ...rest } = read.data;
  const data = readJson(Buffer.from(data_base64, 'base64'));
  return data.kind === 'json' ? { ...rest, data: data.value } : rest;
}

/** The context in `ce-` headers; null where the request has none. */
function contextOf(headers: IntakeRequest['headers']): Record<string, string> | null {
  if (headers['ce-specversion'] === undefined) return null;
  const named = ['specversion', 'id', 'source', 'type', 'subject', 'time'];
  return Object.fromEntries(
    named.flatMap((name) => {
      const value = headers[`ce-${name}`];
      return value === undefined ? [] : [[name, decoded(value)]];
    }),
  );
}

/** Letters beyond ASCII come percent-encoded in headers. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
