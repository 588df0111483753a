import { z } from 'zod';
import { laxLabel, membersOf } from '../lenient.ts';
import type { ToolAsk } from '../platform.ts';
import { madeAskId, readArguments, unreadOf } from '../tool-ask.ts';
import type { VapiMessage } from './vapi-shapes.ts';

/** What a message asks for, and what of it could not be understood. */
export type ReadToolCalls = { asks: ToolAsk[]; unknown: string[] };

const inner = z
  .object({ name: laxLabel, arguments: z.unknown().optional(), parameters: z.unknown().optional() })
  .nullable()
  .catch(null);

// Two shapes are in use: the SDK's `{ id, function: { name, arguments } }`, and the documentation's `{ id, name, parameters }`.
const toolCall = z.object({
  id: z.string().min(1).max(200),
  name: laxLabel,
  function: inner.default(null),
  parameters: z.unknown().optional(),
  arguments: z.unknown().optional(),
});
const withTool = z.object({ name: laxLabel, function: inner.default(null), toolCall });
const legacyCall = z.object({
  id: laxLabel,
  name: z.string().min(1).max(200),
  parameters: z.unknown().optional(),
  arguments: z.unknown().optional(),
});

type Found = { id: string; name: string | null; raw: unknown };

/** Reads every tool call of a message; the same call told in several lists is one. */
export function readVapiToolCalls(message: VapiMessage): ReadToolCalls {
  const call = message.call?.id ?? null;
  if (message.type === 'function-call') return readLegacy(message, call);
  const found = new Map<string, Found>();
  const lists = [
    ...membersOf(toolCall, message.toolCallList).map(fromCall),
    ...membersOf(withTool, message.toolWithToolCallList).map(fromTool),
    ...membersOf(toolCall, message.toolCalls).map(fromCall),
  ];
  for (const next of lists) {
    const before = found.get(next.id);
    found.set(next.id, { id: next.id, name: before?.name ?? next.name, raw: before?.raw ?? next.raw });
  }
  const told = Math.max(message.toolCallList.length, message.toolWithToolCallList.length, message.toolCalls.length);
  const read = [...found.values()].map((each) => toAsk(each, call));
  const lost = told - found.size;
  return {
    asks: read.flatMap(({ ask }) => ask ?? []),
    unknown: [...read.flatMap(({ why }) => why ?? []), ...(lost > 0 ? [`tool-calls: ${lost} of them have no id`] : [])],
  };
}

function readLegacy(message: VapiMessage, call: string | null): ReadToolCalls {
  const read = legacyCall.safeParse(message.functionCall);
  if (!read.success) return { asks: [], unknown: ['function-call: it names no function'] };
  const { name, parameters, arguments: args } = read.data;
  const raw = parameters ?? args;
  // The legacy message has no id of its own: its time tells two questions apart, and a retry repeats it.
  const id = read.data.id ?? madeAskId(call, message.timestamp, name, raw);
  const { ask, why } = toAsk({ id, name, raw }, call);
  return { asks: ask ? [ask] : [], unknown: why ? [why] : [] };
}

function fromCall(read: z.infer<typeof toolCall>): Found {
  const { id, name, function: called } = read;
  const raw = called?.arguments ?? called?.parameters ?? read.parameters ?? read.arguments;
  return { id, name: called?.name ?? name, raw };
}

function fromTool(read: z.infer<typeof withTool>): Found {
  const told = fromCall(read.toolCall);
  return { ...told, name: told.name ?? read.function?.name ?? read.name };
}

function toAsk({ id, name, raw }: Found, call: string | null): { ask: ToolAsk | null; why: string | null } {
  if (name === null) return { ask: null, why: `tool-calls: ${id} names no tool` };
  const ask = { id, call, action: name, ...readArguments(raw) };
  return { ask, why: unreadOf([ask])[0]?.what ?? null };
}
