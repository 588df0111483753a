import { randomUUID } from 'node:crypto';
import { createMcpHandler, McpServer, type StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { ToolShape } from '../../../shared/model/tool-shape.ts';
import { toMcpTool } from '../../platforms/mcp/tool-definition.ts';
import type { ToolAnswer } from '../../platforms/platform.ts';
import { resultText } from '../../platforms/result-text.ts';
import { madeAskId } from '../../platforms/tool-ask.ts';
import { readToolInputs } from '../../platforms/tool-inputs.ts';
import type { RunningFeed } from '../running-feed.ts';
import { callName, callNamedBy, type OwnDoorParts, toDoorResult } from './own-doors.ts';
import { callInput, missingInputs, toolShapes } from './tool-shapes.ts';

/** What a tool answers with, beside its text. */
const outputSchema = z.object({
  status: z.enum(['done', 'pending', 'rejected', 'failed', 'refused']),
  result: z.string(),
  reference: z.string().nullable(),
  values: z.record(z.string(), z.unknown()),
});

const instructions =
  'Every tool is a request that a supervisor decides on. “done” is done; “pending” is not: say so, and ask proposal_status with its reference later; its answer may carry a question of the supervisor’s.';

/**
 * The Model Context Protocol's door (Streamable HTTP, without sessions): every action of the catalogue is a tool, and
 * `proposal_status` says what came of a request. Who asks was checked before.
 */
export function createMcpDoor(parts: OwnDoorParts): (request: Request, feed: RunningFeed) => Promise<Response> {
  return async (request, feed) => {
    const handler = createMcpHandler(() => serverFor(parts, feed, request), {
      onerror: (cause) => parts.log('a request of an MCP client was turned away', cause),
    });
    return handler.fetch(request);
  };
}

/** A server of one request's own: the catalogue may have changed since the last one. */
async function serverFor(parts: OwnDoorParts, feed: RunningFeed, request: Request): Promise<McpServer> {
  const server = new McpServer({ name: 'countersign', title: 'Countersign', version: '1.0.0' }, { instructions });
  for (const shape of await toolShapes(parts, feed)) {
    const { name, title, description, inputSchema, annotations } = toMcpTool(shape);
    server.registerTool(
      name,
      { title, description, inputSchema: told(shape, inputSchema), outputSchema, annotations },
      async (inputs, { mcpReq }) => {
        const ask = toAsk(shape, inputs, { feed, request, rpcId: String(mcpReq.id) });
        const signal = AbortSignal.any([request.signal, mcpReq.signal]);
        const [answer] = await parts.ask(feed, [ask], { unverified: false, timeoutMs: null, signal });
        return toResult(answer ?? null);
      },
    );
  }
  server.registerTool(
    'proposal_status',
    {
      title: 'Status of a proposal',
      description: 'What came of an earlier request, by the reference it was answered with, such as P-1042.',
      inputSchema: z.object({ reference: z.string().max(40).describe('The reference, such as P-1042.') }),
      outputSchema,
      annotations: { title: 'Status of a proposal', readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    },
    async ({ reference }) => toResult(await parts.status(feed, reference)),
  );
  return server;
}

type Inputs = Record<string, unknown>;

/**
 * The schema an agent is told, and what is checked of it: that the required inputs are there. How values are written is
 * read by the catalogue, which knows more forms of a date or a number than a schema can say.
 */
function told(shape: ToolShape, schema: Record<string, unknown>): StandardSchemaWithJSON<Inputs, Inputs> {
  const json = () => schema;
  return {
    '~standard': {
      version: 1,
      vendor: 'countersign',
      jsonSchema: { input: json, output: json },
      validate(value) {
        const inputs = readToolInputs(value);
        if (!inputs) return { issues: [{ message: 'The inputs are no object, or larger than can be meant.' }] };
        const missing = missingInputs(shape, inputs);
        if (missing.length === 0) return { value: inputs };
        return { issues: missing.map((name) => ({ message: `${name} is missing.`, path: [name] })) };
      },
    },
  };
}

type Asking = { feed: RunningFeed; request: Request; rpcId: string };

function toAsk({ name, operation, parameters }: ToolShape, given: Inputs, { feed, request, rpcId }: Asking) {
  const named = callNamedBy(request.headers, feed);
  const isOurs = parameters.properties.call === callInput;
  const { call: spoken, ...rest } = given;
  const call = named ?? (isOurs ? callName(spoken) : null);
  const inputs = isOurs ? rest : given;
  // Ids of requests are counted by each client for itself: only within a call do they tell a repetition.
  const own = call === null || operation === 'read' ? randomUUID() : madeAskId(name, inputs, call, rpcId);
  return { id: request.headers.get('idempotency-key')?.slice(0, 256) || own, call, action: name, inputs };
}

function toResult(answer: ToolAnswer | null) {
  if (!answer)
    return { isError: true, content: [{ type: 'text' as const, text: 'There is no such proposal of yours.' }] };
  const isError = answer.outcome === 'failed' || answer.outcome === 'refused';
  const structuredContent = { ...toDoorResult(answer) };
  return {
    content: [{ type: 'text' as const, text: resultText(answer) }],
    structuredContent,
    ...(isError && { isError }),
  };
}
