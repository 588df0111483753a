import type { ToolShape } from '../../../shared/model/tool-shape.ts';

const timeoutSeconds = 120;

/** An action as a webhook tool of ElevenLabs, answered by the intake at `url`. */
export function toElevenLabsTool({ name, description, parameters }: ToolShape, url: string) {
  return {
    type: 'webhook',
    name,
    description,
    response_timeout_secs: timeoutSeconds,
    api_schema: {
      url,
      method: 'POST',
      request_body_schema: { ...parameters, description: `What ${name} is asked with.` },
    },
  };
}
