import type { ToolShape } from '../../../shared/model/tool-shape.ts';

/** An action as a tool of the Model Context Protocol; without its parts `inputSchema` is plain JSON Schema. */
export function toMcpTool({ name, title, description, parameters, operation, idempotent }: ToolShape) {
  return {
    name,
    title,
    description,
    inputSchema: { ...parameters, additionalProperties: false },
    annotations: {
      title,
      readOnlyHint: operation === 'read',
      destructiveHint: operation === 'update' || operation === 'delete',
      idempotentHint: idempotent,
      openWorldHint: true,
    },
  };
}
