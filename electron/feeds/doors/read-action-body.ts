import { z } from 'zod';
import type { Action } from '../../../shared/model/action.ts';
import { readToolInputs } from '../../platforms/tool-inputs.ts';
import { callName } from './own-doors.ts';

/** What a request to `/actions/{key}` asks for. */
export type ActionBody = {
  inputs: Record<string, unknown>;
  call: string | null;
  toolCallId: string | null;
  callbackUrl: string | null;
};

const envelope = z.strictObject({
  inputs: z.unknown(),
  call: z.union([z.string(), z.number()]).nullish(),
  tool_call_id: z.union([z.string(), z.number()]).nullish(),
  callback_url: z.string().max(2_000).nullish(),
});

/**
 * Reads a body: the inputs themselves, where `call` may name the call, or
 * `{ inputs, call, tool_call_id, callback_url }`. Answers with why not where it is neither.
 */
export function readActionBody(text: string, action: Pick<Action, 'inputs'>): ActionBody | string {
  const raw = text.trim() === '' ? {} : parsed(text);
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return 'The body is no JSON object.';
  const wrapped = takesInputs(action) ? null : envelope.safeParse(raw);
  if (wrapped?.success && 'inputs' in raw) {
    const { inputs, call, tool_call_id, callback_url } = wrapped.data;
    const read = readToolInputs(inputs);
    if (!read) return 'The inputs are no JSON object, or larger than can be meant.';
    return {
      inputs: read,
      call: callName(call),
      toolCallId: callName(tool_call_id),
      callbackUrl: callback_url ?? null,
    };
  }
  const read = readToolInputs(raw);
  if (!read) return 'The inputs are larger than can be meant.';
  if (action.inputs.some(({ name }) => name === 'call')) return { ...nothing, inputs: read };
  const { call, ...inputs } = read;
  return { ...nothing, inputs, call: callName(call) };
}

const nothing = { call: null, toolCallId: null, callbackUrl: null };

function takesInputs({ inputs }: Pick<Action, 'inputs'>): boolean {
  return inputs.some(({ name }) => name === 'inputs');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
