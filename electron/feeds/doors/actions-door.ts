import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { Action } from '../../../shared/model/action.ts';
import { refuseNotOffered } from '../../actions/read-inputs.ts';
import type { ToolAnswer } from '../../platforms/platform.ts';
import { madeAskId } from '../../platforms/tool-ask.ts';
import type { RunningFeed } from '../running-feed.ts';
import { refuseCallback } from './callback-address.ts';
import { callNamedBy, type OwnDoorParts, toDoorResult } from './own-doors.ts';
import { type ActionBody, readActionBody } from './read-action-body.ts';
import { missingInputs, toolShapeOf, toolShapes } from './tool-shapes.ts';

type Env = { Bindings: { feed: RunningFeed } };

/**
 * The door for any agent that can send a request: `POST /actions/{key}` asks for an action, `GET /actions` lists them,
 * `GET /proposals/{reference}` says what came of one. Who asks was checked before.
 */
export function createActionsDoor(parts: OwnDoorParts): (request: Request, feed: RunningFeed) => Promise<Response> {
  const { catalogue } = parts;
  const app = new Hono<Env>();

  app.get('/actions', async (c) => {
    const shapes = await toolShapes(parts, c.env.feed);
    return c.json({
      actions: shapes.map(({ name, title, description, parameters, operation }) => ({
        key: name,
        title,
        description,
        operation,
        inputs: parameters,
      })),
    });
  });

  app.post('/actions/:key', async (c) => {
    const { feed } = c.env;
    const action = catalogue.find(c.req.param('key'));
    if (!action || action.deprecated) return problem(404, 'There is no such action.', { action: c.req.param('key') });
    const off = refuseNotOffered(action);
    if (off) return problem(409, off.message);
    const read = readActionBody(await c.req.text(), action);
    if (typeof read === 'string') return problem(400, read);
    const missing = missingInputs(await toolShapeOf(parts, feed, action), read.inputs);
    if (missing.length > 0) return problem(422, `These inputs are missing: ${missing.join(', ')}.`, { missing });
    const refused = read.callbackUrl === null ? null : refuseCallback(read.callbackUrl, feed);
    if (refused) return problem(400, refused);
    const call = callNamedBy(c.req.raw.headers, feed) ?? read.call;
    const id = c.req.header('idempotency-key')?.slice(0, 256) || read.toolCallId || ownId(action, call, read);
    const by = {
      unverified: false,
      timeoutMs: waitMs(c.req.header('prefer')),
      signal: c.req.raw.signal,
      ...(read.callbackUrl !== null && { callbackUrl: read.callbackUrl }),
    };
    const [answer] = await parts.ask(feed, [{ id, call, action: action.key, inputs: read.inputs }], by);
    return answer ? toResponse(answer) : problem(500, 'Nothing came of it.');
  });

  app.get('/proposals/:reference', async (c) => {
    const found = await parts.status(c.env.feed, c.req.param('reference'));
    return found ? c.json(toDoorResult(found)) : problem(404, 'There is no such proposal of yours.');
  });

  app.notFound(() => problem(404, 'There is nothing at this address.'));
  app.onError((cause) => {
    parts.log('a request for an action failed', cause);
    return problem(500, 'This could not be submitted. Nothing was changed.');
  });
  return async (request, feed) => app.fetch(request, { feed });
}

/** Where an agent gives its request no id: a repetition within a call has the same, a read is always a new one. */
function ownId(action: Action, call: string | null, { inputs }: ActionBody): string {
  return call === null || action.operation === 'read' ? randomUUID() : madeAskId(action.key, inputs, call);
}

/** `Prefer: wait=20` says how long the other side waits, in seconds. */
function waitMs(prefer: string | undefined): number | null {
  const seconds = /(?:^|[,;\s])wait=(\d{1,4})(?=$|[,;\s])/i.exec(prefer ?? '')?.[1];
  return seconds === undefined ? null : Number(seconds) * 1000;
}

function toResponse(answer: ToolAnswer): Response {
  if (answer.outcome === 'refused') return problem(409, answer.text);
  const isPending = answer.outcome === 'pending';
  const headers = { 'cache-control': 'no-store', ...(isPending && { location: `../proposals/${answer.reference}` }) };
  return Response.json(toDoorResult(answer), { status: isPending ? 202 : 200, headers });
}

function problem(status: number, detail: string, more: Record<string, unknown> = {}): Response {
  return new Response(JSON.stringify({ type: 'about:blank', status, detail, ...more }), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  });
}
