import type { Repair } from '../../shared/contract/corrections-contract.ts';

/** What a repair is about, by the names that the platform knows. */
export type RepairPlace = { kind: Repair['kind']; action: string; input: string | null };

type Terms = {
  /** Where an input is described to the LLM. */
  describe(action: string, input: string): string;
  /** Where it is given a value that the LLM does not choose. */
  fix(action: string, input: string): string;
  require(action: string, input: string): string;
  /** Where the whole tool is described. */
  tool(action: string): string;
  /** How something is looked up before. */
  lookup(action: string): string;
};

const terms: Readonly<Record<string, Terms>> = {
  vapi: {
    describe: (action, input) => `tool ${action}: function.parameters.properties.${input}.description`,
    // docs.vapi.ai, "Set static parameters": merged after what the LLM sends, and never shown to it.
    fix: (action, input) =>
      `tool ${action}: take ${input} out of function.parameters; as a static parameter it is { "key": "${input}", "value": … } in the tool's own parameters`,
    require: (action, input) => `tool ${action}: add "${input}" to function.parameters.required`,
    tool: (action) => `tool ${action}: function.description`,
    lookup: (action) =>
      `a tool run_soql beside ${action} in the assistant's model.tools, and a line in its system prompt to call it first`,
  },
  retell: {
    describe: (action, input) => `custom function ${action}: parameters.properties.${input}.description`,
    fix: (action, input) => `custom function ${action}: take ${input} out of parameters.properties`,
    require: (action, input) => `custom function ${action}: add "${input}" to parameters.required`,
    tool: (action) => `custom function ${action}: description`,
    lookup: (action) =>
      `a custom function run_soql in the same state as ${action}, and a line in the general prompt to call it first`,
  },
  elevenlabs: {
    describe: (action, input) => `webhook tool ${action}, body parameter ${input}: description`,
    fix: (action, input) =>
      `webhook tool ${action}, body parameter ${input}: value type “Constant value”, or “Dynamic variable” where the call knows it`,
    require: (action, input) => `webhook tool ${action}: add "${input}" to request_body_schema.required`,
    tool: (action) => `webhook tool ${action}: description`,
    lookup: (action) =>
      `a webhook tool run_soql beside ${action}, and a line in the agent's system prompt to call it first`,
  },
  voiceflow: {
    describe: (action, input) => `API tool or Function step ${action}, input variable ${input}: description`,
    fix: (action, input) =>
      `API tool ${action}, body: the value itself in place of {${input}}, and no input variable ${input}`,
    require: (action, input) => `API tool ${action}, input variable ${input}: required`,
    tool: (action) => `API tool ${action}: description`,
    lookup: (action) =>
      `an API or Function step that asks run_soql before the step ${action}, and captures the record's id`,
  },
  mcp: {
    describe: (action, input) =>
      `tool ${action}: inputSchema.properties.${input}.description, which clients read anew by themselves`,
    fix: (action, input) => `tool ${action}: ${input} leaves inputSchema, which clients read anew by themselves`,
    require: (action, input) =>
      `tool ${action}: "${input}" joins inputSchema.required, which clients read anew by themselves`,
    tool: (action) => `tool ${action}: description, which clients read anew by themselves`,
    lookup: (action) => `the instructions of the agent: call run_soql before ${action}`,
  },
  suggestion: {
    describe: (action, input) => `the console's own rules: an input that is off is not suggested (${action}, ${input})`,
    fix: (action, input) => `the console's own rules: what is always the same is not collected (${action}, ${input})`,
    require: (action, input) => `the console's own rules: they suggest what was said (${action}, ${input})`,
    tool: (action) => `the console's own rules: ${action} can be switched off`,
    lookup: (action) => `the console's own rules: say who is calling before ${action} is decided`,
  },
};

const anywhere: Terms = {
  describe: (action, input) => `what the agent is told of ${input} in ${action}`,
  fix: (action, input) => `${action}: send no ${input}`,
  require: (action, input) => `what the agent is told of ${action}: never without ${input}`,
  tool: (action) => `what the agent is told of ${action}`,
  lookup: (action) => `a step before ${action} that looks the record up, by run_soql`,
};

/** Where a repair is made at a platform, in its own terms. */
export function repairTerm(platform: string, { kind, action, input }: RepairPlace): string {
  const of = terms[platform === 'actions' ? 'mcp' : platform] ?? anywhere;
  if (kind === 'lookup') return of.lookup(action);
  if (input === null || kind === 'verify') return of.tool(action);
  return of[kind](action, input);
}
