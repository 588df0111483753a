import { ApiError, apiError, toErrorBody } from '../http/api-error.ts';
import { parseJson } from '../http/parse-json.ts';
import { jsonParserError } from '../http/refusals.ts';
import type { Org, Session, WriteContext } from '../org.ts';
import { isRecord } from '../rows/read-body.ts';
import type { Schema } from '../schema/schema.ts';
import type { QueryContext } from '../soql/query-scope.ts';

/** One part of a multipart body. */
export interface BodyPart {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** What came with a request. */
export type CallBody =
  | { kind: 'text'; text: string }
  | { kind: 'value'; value: unknown }
  | { kind: 'parts'; parts: readonly BodyPart[] };

/** A REST call, from the wire or from inside a composite. */
export interface RestCall {
  readonly org: Org;
  readonly session: Session;
  /** The org as this user sees it. */
  readonly schema: Schema;
  readonly method: string;
  readonly version: string;
  /** The path after the version, cut at its slashes and decoded. */
  readonly segments: readonly string[];
  readonly path: string;
  readonly query: URLSearchParams;
  readonly header: (name: string) => string | null;
  readonly body: CallBody;
  /** Whether it is one of the calls of a composite, graph or batch. */
  readonly nested: boolean;
}

/** What a REST call answers. */
export interface RestAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly bytes?: Uint8Array;
}

/** Answers one resource. */
export type RestHandler = (call: RestCall, names: Readonly<Record<string, string>>) => RestAnswer;

/** A plain JSON answer. */
export const ok = (body: unknown): RestAnswer => ({ status: 200, body });

/** The JSON of a call's body. */
function readJson(call: RestCall): unknown {
  if (call.body.kind === 'value') {
    if (call.body.value === undefined) throw noBody();
    return call.body.value;
  }
  if (call.body.kind === 'parts') throw jsonParserError('A JSON body is required');
  const { text } = call.body;
  const type = call.header('Content-Type');
  if (type !== null && text !== '' && !/json/i.test(type)) {
    throw apiError(415, 'UNSUPPORTED_MEDIA_TYPE', `Content-Type not currently supported for this resource: ${type}`);
  }
  if (text.trim() === '') throw noBody();
  return parseJson(text);
}

/** The same, where an object is wanted. */
export function readJsonObject(call: RestCall): Record<string, unknown> {
  const value = readJson(call);
  if (isRecord(value)) return value;
  const token = Array.isArray(value) ? 'START_ARRAY value [' : `VALUE_STRING value ${String(value)}`;
  throw jsonParserError(`Cannot deserialize instance of object from ${token} at [line:1, column:2]`);
}

const noBody = () => jsonParserError('The HTTP entity body is required, but this request has no entity body.');

/** What writes need of a call. */
export function toWriteContext(call: RestCall): WriteContext {
  const { session, schema, version, method, path, header, body } = call;
  return { session, schema, version, method, path, header, bodyText: body.kind === 'text' ? body.text : '' };
}

/** What queries need of a call. */
export function toQueryContext(call: RestCall, withDeleted = false): QueryContext {
  const { org, schema, session, version } = call;
  const wished = Number(/batchSize\s*=\s*(\d+)/i.exec(call.header('Sforce-Query-Options') ?? '')?.[1] ?? 2000);
  const batchSize = Math.min(2000, Math.max(200, wished));
  return { org, schema, userId: session.userId, timeZone: session.timeZone, version, withDeleted, batchSize };
}

/** The answer of a refusal; anything else is a fault of the practice org itself and passes on. */
export function answerError(cause: unknown): RestAnswer {
  if (cause instanceof ApiError) return { status: cause.status, body: toErrorBody(cause) };
  throw cause;
}
