import type { ToolShape } from '../../../shared/model/tool-shape.ts';

/** Vapi waits so long for a tool's answer unless told otherwise. */
const timeoutSeconds = 20;

/** An action as a function tool of Vapi, answered by the intake at `url`. */
export function toVapiTool({ name, title, description, parameters }: ToolShape, url: string) {
  return {
    type: 'function',
    async: false,
    function: { name, description, parameters },
    messages: [
      { type: 'request-start', content: 'One moment, please.' },
      {
        type: 'request-response-delayed',
        content: `I am waiting for a colleague to confirm: ${title}.`,
        timingMilliseconds: 4000,
      },
    ],
    server: { url, timeoutSeconds },
  };
}
