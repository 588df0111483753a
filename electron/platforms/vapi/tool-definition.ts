import type { ToolShape } from '../../../shared/model/tool-shape.ts';

/** Vapi waits so long for a tool's answer unless told otherwise. */
const timeoutSeconds = 20;

/**
 * An action as a function tool of Vapi, answered by the intake at `url`. To be added at the platform: the `credentialId` of the
 * credential that the feed knows the secret of, unless the assistant's own server has it.
 */
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
