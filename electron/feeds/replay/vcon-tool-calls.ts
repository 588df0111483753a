import { readToolInputs } from '../../platforms/tool-inputs.ts';
import type { ReplayToolCall } from './replay-call.ts';
import { toTime } from './told-values.ts';
import { jsonOf } from './vcon-content.ts';
import type { VconParts } from './vcon-parts.ts';
import { toolCallBody } from './vcon-shape.ts';

/** What the agent asked for during the call: the vCon's attachments with the purpose `tool_call`. */
export function readVconToolCalls(
  parts: VconParts,
  turnOfDialog: ReadonlyMap<number, number>,
  tell: (message: string) => void,
): ReplayToolCall[] {
  return parts.attachments.flatMap((attachment) => {
    if ((attachment.purpose ?? attachment.type) !== 'tool_call') return [];
    const body = toolCallBody.safeParse(jsonOf(attachment)).data;
    const inputs = body ? readToolInputs(body.inputs) : null;
    if (!body || !inputs) {
      tell('A tool call was left out: it has no id, no action, or inputs that cannot be read.');
      return [];
    }
    const at = toTime(attachment.start);
    const turn = typeof attachment.dialog === 'number' ? (turnOfDialog.get(attachment.dialog) ?? null) : null;
    const atMs = at === null || parts.startedAt === null ? null : at - parts.startedAt;
    return [{ id: body.id, action: body.action, inputs, turn, atMs }];
  });
}
