import type { Org } from '../org.ts';
import type { RowChange } from '../rows/record-change.ts';
import { toJsonValue } from '../rows/values.ts';

/** One write that really committed. */
export interface Effect {
  readonly seq: number;
  readonly at: string;
  readonly operation: 'create' | 'update' | 'delete';
  readonly object: string;
  readonly id: string;
  /** The values the request set, as they were stored. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly user: string;
}

const keptHeaders = [
  'If-Unmodified-Since',
  'If-Modified-Since',
  'If-Match',
  'If-None-Match',
  'Sforce-Auto-Assign',
  'Sforce-Duplicate-Rule-Header',
  'Sforce-Call-Options',
  'X-Countersign-Write',
];

/** Writes an effect inside the transaction it tells of, so that the log holds what committed and nothing else. */
export function recordEffect({ org, context, object, id, operation, after, names }: RowChange): void {
  const fields = Object.fromEntries(
    object.fields
      .filter((field) => names.includes(field.name) && field.type !== 'base64')
      .map((field) => [field.name, toJsonValue(field, after?.[field.name])]),
  );
  const headers = Object.fromEntries(
    keptHeaders.flatMap((name) => {
      const value = context.header(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  org.store.run(
    'INSERT INTO _effect (at, operation, object, id, fields, method, path, headers, user) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    [
      org.clock(),
      operation,
      object.name,
      id,
      JSON.stringify(fields),
      context.method,
      context.path,
      JSON.stringify(headers),
      context.session.username,
    ],
  );
}

/** The effects after a sequence number, oldest first. */
export function readEffects(org: Org, after = 0): Effect[] {
  return org.store.all('SELECT * FROM _effect WHERE seq > ? ORDER BY seq', [after]).map((row) => ({
    seq: Number(row.seq),
    at: new Date(Number(row.at)).toISOString(),
    operation: operationOf(row.operation),
    object: String(row.object),
    id: String(row.id),
    fields: JSON.parse(String(row.fields)),
    method: String(row.method),
    path: String(row.path),
    headers: JSON.parse(String(row.headers)),
    user: String(row.user),
  }));
}

function operationOf(text: unknown): Effect['operation'] {
  if (text === 'create' || text === 'delete') return text;
  return 'update';
}
