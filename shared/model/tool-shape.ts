/** One input as JSON Schema tells it to an LLM. */
export type ToolParameter = {
  type: 'string' | 'number' | 'integer' | 'boolean' | 'object';
  description: string;
  enum?: string[];
  format?: string;
};

/** An action as an agent's platform is told of it, whatever the platform: what every tool definition is made from. */
export type ToolShape = {
  name: string;
  title: string;
  description: string;
  parameters: { type: 'object'; properties: Record<string, ToolParameter>; required: string[] };
  operation: 'create' | 'update' | 'delete' | 'read';
  /** Asking twice with the same values does what asking once does. */
  idempotent: boolean;
};
