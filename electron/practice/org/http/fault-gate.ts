import type { HttpBindings } from '@hono/node-server';
import type { Context, Next } from 'hono';
import type { Fault, Faults } from '../control/faults.ts';
import { toRecordId } from '../ids/record-id.ts';
import { type ApiError, apiError } from './api-error.ts';
import { invalidSession, preconditionFailed, requestLimitExceeded } from './refusals.ts';
import { refusalResponse } from './rest-app.ts';

type FaultContext = Context<{ Bindings: HttpBindings }>;

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Lets scripted faults happen to requests, around whatever answers them. */
export function faultGate(faults: Faults) {
  return async (context: FaultContext, next: Next): Promise<Response | undefined> => {
    const url = new URL(context.req.url);
    const fault = faults.take({ method: context.req.method, path: readable(url) });
    if (fault === null) {
      await next();
      return undefined;
    }
    return happen(context, next, fault);
  };
}

function readable(url: URL): string {
  try {
    return decodeURI(url.pathname) + url.search;
  } catch {
    return url.pathname + url.search;
  }
}

async function happen(context: FaultContext, next: Next, fault: Fault): Promise<Response | undefined> {
  switch (fault.kind) {
    case 'delay':
      await wait(fault.ms);
      await next();
      return undefined;
    case 'reset-before-commit':
      return cut(context);
    case 'reset-after-commit':
      await next();
      context.res = undefined;
      return cut(context);
    case 'status':
      return refusalResponse(refusalOf(fault.status));
    case 'lock':
      return refusalResponse(unableToLockRow(context.req.path));
    case 'slow-body':
      await next();
      context.res = await trickle(context.res, fault.ms);
      return undefined;
    case 'late-commit':
      await holdBody(context);
      await clientGone(context, fault.ms);
      await next();
      return undefined;
    case 'html':
      return new Response('<html><head><title>Error</title></head><body><h1>Down for maintenance</h1></body></html>', {
        status: fault.status,
        headers: { 'Content-Type': 'text/html;charset=UTF-8' },
      });
  }
}

function unableToLockRow(path: string): ApiError {
  const id = path.split('/').find((segment) => toRecordId(segment) !== null);
  const rows = id === undefined ? '1 records' : `1 records: ${id}`;
  return apiError(400, 'UNABLE_TO_LOCK_ROW', `unable to obtain exclusive access to this record or ${rows}`, []);
}

function refusalOf(status: number): ApiError {
  if (status === 401) return invalidSession();
  if (status === 403) return requestLimitExceeded();
  if (status === 412) return preconditionFailed();
  if (status === 503) return apiError(503, 'SERVER_UNAVAILABLE', 'The server is unavailable to handle the request.');
  if (status === 420) return apiError(420, 'UNKNOWN_EXCEPTION', 'Edge routing failed.');
  return apiError(
    status,
    'UNKNOWN_EXCEPTION',
    'An unexpected error occurred. Please include this ErrorId if you contact support: 1234567890-12345 (123456789)',
  );
}

/** Cuts the connection with a reset, as a network does; nothing of an answer is sent. */
function cut(context: FaultContext): Promise<Response> {
  context.env.incoming.socket.resetAndDestroy();
  // Never answered: a response would be written to a socket that is gone.
  return new Promise<Response>(() => undefined);
}

/** Takes the body in before the client goes, so that it can still be worked on. */
async function holdBody(context: FaultContext): Promise<void> {
  const { raw } = context.req;
  const body = await raw.arrayBuffer();
  context.req.raw = new Request(raw.url, {
    method: raw.method,
    headers: raw.headers,
    body: body.byteLength === 0 ? undefined : body,
  });
}

async function clientGone(context: FaultContext, ms: number): Promise<void> {
  const { socket } = context.env.incoming;
  if (socket.destroyed) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

async function trickle(response: Response, ms: number): Promise<Response> {
  if (response.body === null) {
    await wait(ms);
    return response;
  }
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.length === 0) {
    // Without a body there is nothing to trickle but the headers.
    await wait(ms);
    return response;
  }
  const middle = Math.floor(bytes.length / 2);
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(bytes.slice(0, middle));
      await wait(ms);
      controller.enqueue(bytes.slice(middle));
      controller.close();
    },
  });
  return new Response(body, { status: response.status, headers: response.headers });
}
