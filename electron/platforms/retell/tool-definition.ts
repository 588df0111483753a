import type { ToolShape } from '../../../shared/model/tool-shape.ts';

/** Retell waits two minutes for a function's answer unless told otherwise. */
const timeoutMs = 120_000;

/** An action as a custom function of Retell, answered by the intake at `url`. */
export function toRetellTool({ name, description, parameters }: ToolShape, url: string) {
  return {
    type: 'custom',
    name,
    description,
    url,
    method: 'POST',
    parameters,
    timeout_ms: timeoutMs,
    speak_during_execution: true,
    execution_message_description: 'Say that you are having it confirmed and that it takes a moment.',
    speak_after_execution: true,
  };
}
