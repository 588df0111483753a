import type { ToolShape } from '../../../shared/model/tool-shape.ts';

/** An action as an API tool of Voiceflow, answered by the intake at `url`: its inputs go into the body by name. */
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
      headers: { 'Content-Type': 'application/json' },
      body: Object.fromEntries(inputs.map(([input]) => [input, `{${input}}`])),
    },
  };
}
