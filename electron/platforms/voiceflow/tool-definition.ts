import type { ToolShape } from '../../../shared/model/tool-shape.ts';
import { secretHeader } from '../signature.ts';

/** An action as an API tool of Voiceflow, answered by the intake at `url`. What is between braces Voiceflow fills in when it asks. */
export function toVoiceflowTool({ name, description, parameters }: ToolShape, url: string) {
  const inputs = Object.entries(parameters.properties);
  return {
    type: 'api',
    name,
    description,
    inputVariables: inputs.map(([input, parameter]) => ({
      name: input,
      description: parameter.description,
      required: parameters.required.includes(input),
    })),
    request: {
      method: 'POST',
      url,
      headers: { 'Content-Type': 'application/json', [secretHeader]: 'the shared secret of this feed' },
      body: {
        action: name,
        call: '{session_id}',
        caller: '{user_id}',
        inputs: Object.fromEntries(inputs.map(([input]) => [input, `{${input}}`])),
      },
    },
    /** Variables of the agent, and where in the answer their values are. The same are set when a decision comes later. */
    captureResponse: { countersign_result: 'result', countersign_status: 'status', countersign_reference: 'reference' },
  };
}
