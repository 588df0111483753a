import { z } from 'zod';
import { laxLabel } from './lenient.ts';
import type { HttpAnswer, IntakeRequest, ToolAnswer, ToolAsk } from './platform.ts';
import { madeAskId, readArguments } from './tool-ask.ts';

/** How long the same question without a call and without an id of its own counts as a second try of the first. */
const retryWindowMs = 10 * 60 * 1000;

const shape = z.object({
  action: laxLabel,
  inputs: z.unknown().optional(),
  call: laxLabel,
  caller: laxLabel,
  tool_call_id: laxLabel,
});

/** A question in our own words, for builders that let a person write the request: the ask, or why there is none. */
export type ReadActionRequest = { kind: 'ask'; ask: ToolAsk } | { kind: 'malformed'; why: string };

/**
 * Reads `{ action, inputs, call?, caller?, tool_call_id? }`. The call may also be named by the header X-Call-Id, and the
 * question by Idempotency-Key.
 */
export function readActionRequest(
  body: unknown,
  request: Pick<IntakeRequest, 'headers'>,
  now: number,
): ReadActionRequest {
  const read = shape.safeParse(body);
  const action = read.success ? named(read.data.action) : null;
  if (!read.success || action === null) return { kind: 'malformed', why: 'The body names no action.' };
  const { inputs, unreadable } = readArguments(read.data.inputs);
  if (unreadable) return { kind: 'malformed', why: unreadable };
  const call = named(read.data.call) ?? named(request.headers['x-call-id'] ?? null);
  const caller = named(read.data.caller);
  const given = collected(inputs);
  const own = named(read.data.tool_call_id) ?? named(request.headers['idempotency-key'] ?? null);
  // Nothing ties the question to a call: the same one tomorrow is somebody else's.
  const moment = call === null ? Math.floor(now / retryWindowMs) : null;
  const id = own ?? madeAskId(action, given, call, caller, moment);
  return { kind: 'ask', ask: { id, call, ...(caller !== null && { caller }), action, inputs: given } };
}

/** Answers flat, so that every value can be mapped to a variable by its name. */
export function answerFlat(answers: readonly ToolAnswer[]): HttpAnswer {
  const [answer] = answers;
  const body = answer
    ? {
        ...flat(answer.values),
        result: answer.text,
        status: answer.outcome,
        action_status: answer.outcome === 'done' ? 'success' : answer.outcome,
        reference: answer.reference,
      }
    : { status: 'received' };
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** A name, where one was filled in: a template leaves its own placeholder, nothing, or 0 where its variable is not set. */
function named(label: string | null): string | null {
  return label === null || isUnfilled(label) || label === '0' ? null : label;
}

/** The inputs that were collected: what a template left unfilled was not. */
function collected(inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== null && !isUnfilled(value)));
}

function isUnfilled(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const text = value.trim();
  return text === '' || (text.startsWith('{') && /^\{\{?[^{}]*\}\}?$/.test(text));
}

function flat(values: ToolAnswer['values']): Record<string, string | number | boolean | null> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, plain(value)]));
}

function plain(value: unknown): string | number | boolean | null {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value === null || value === undefined ? null : JSON.stringify(value);
}
