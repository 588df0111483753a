import { z } from 'zod';
import { laxLabel, membersOf } from '../lenient.ts';
import type { IntakeRequest, ToolAsk } from '../platform.ts';
import { canonical, madeAskId, readArguments } from '../tool-ask.ts';
import { type RetellCall, retellCall, retellInvocation } from './retell-shapes.ts';

/** A custom function's request: what is asked, and the call as Retell describes it, where it does. */
export type RetellFunction = { ask: ToolAsk; call: RetellCall | null };

const request = z.object({
  name: z.string().min(1).max(200),
  call: retellCall.nullable().catch(null).default(null),
  args: z.unknown().optional(),
  tool_call_id: laxLabel,
});

/**
 * Reads the request of a custom function: `{ name, call, args }`. With `args_at_root` the body is the arguments alone; the
 * address then names the action (`?action=update_contact`), and the call by `&call={{call_id}}` or the header X-Call-Id.
 */
export function readRetellFunction(body: unknown, of: IntakeRequest): RetellFunction | null {
  const query = URL.parse(of.url)?.searchParams;
  const action = query?.get('action');
  const read = request.safeParse(body);
  if (read.success && read.data.args !== undefined) {
    const { name, call, args, tool_call_id: id } = read.data;
    return toFunction({ name: action ?? name, call, callId: call?.call_id ?? null, raw: args, id });
  }
  if (!action) return null;
  const callId = query?.get('call') || of.headers['x-call-id'] || null;
  return toFunction({ name: action, call: null, callId, raw: body, id: null });
}

type Asked = { name: string; call: RetellCall | null; callId: string | null; raw: unknown; id: string | null };

function toFunction({ name, call, callId, raw, id }: Asked): RetellFunction {
  const { inputs: all, ...rest } = readArguments(raw);
  // What the agent says meanwhile travels among the arguments.
  const { execution_message: _said, ...inputs } = all;
  const made = id ?? invocationId(call, name, inputs) ?? madeAskId(callId, name, inputs);
  return { ask: { id: made, call: callId, action: name, inputs, ...rest }, call };
}

/** The request itself has no id: the transcript that comes along tells that of the tool call it was made for. */
function invocationId(call: RetellCall | null, name: string, inputs: Record<string, unknown>): string | null {
  const wanted = canonical(inputs);
  const invocation = membersOf(retellInvocation, call?.transcript_with_tool_calls ?? []).findLast((each) => {
    const { execution_message: _said, ...told } = readArguments(each.arguments).inputs;
    return each.name === name && canonical(told) === wanted;
  });
  return invocation?.tool_call_id ?? null;
}
