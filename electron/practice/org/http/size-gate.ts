import type { HttpBindings } from '@hono/node-server';
import type { Context, Next } from 'hono';
import { apiError } from './api-error.ts';
import { refusalResponse } from './rest-app.ts';

/** Both limits are Salesforce's own. */
const longestUri = 16_384;
const longestHeaders = 16_384;

/** What Node may read before the gate can answer; must be more than both limits together. */
export const maxHeaderBytes = 131_072;

/** Refuses URIs with 414 and headers with 431 where Salesforce's edge does. */
export async function sizeGate(
  context: Context<{ Bindings: HttpBindings }>,
  next: Next,
): Promise<Response | undefined> {
  const { url = '', rawHeaders } = context.env.incoming;
  if (Buffer.byteLength(url) > longestUri) {
    return refusalResponse(apiError(414, 'URI_TOO_LONG', 'The length of the URI exceeds the 16,384 byte limit.'));
  }
  if (rawHeaders.reduce((sum, text) => sum + text.length, 0) > longestHeaders) {
    return refusalResponse(
      apiError(431, 'REQUEST_HEADER_TOO_LARGE', 'The combined length of the headers exceeds the 16,384 byte limit.'),
    );
  }
  await next();
  return undefined;
}
