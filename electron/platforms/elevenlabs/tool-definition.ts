import type { ToolShape } from '../../../shared/model/tool-shape.ts';
import { toolHeaders } from './tool-headers.ts';

const timeoutSeconds = 120;

/**
 * An action as a webhook tool of ElevenLabs, answered by the intake at `url`. To be added at the platform: the header
 * X-Countersign-Secret from a workspace secret, since ElevenLabs signs no tool calls.
 */
export function toElevenLabsTool({ name, description, parameters }: ToolShape, url: string) {
  return {
    type: 'webhook',
    name,
    description,
    response_timeout_secs: timeoutSeconds,
    api_schema: {
      url,
      method: 'POST',
      request_headers: {
        [toolHeaders.action]: name,
        // The hold follows it: whoever sets another timeout sets it here too.
        [toolHeaders.timeout]: String(timeoutSeconds),
        [toolHeaders.call]: { variable_name: 'system__conversation_id' },
        [toolHeaders.agent]: { variable_name: 'system__agent_id' },
      },
      request_body_schema: { ...parameters, description: `What ${name} is asked with.` },
    },
  };
}
