import { createHash } from 'node:crypto';
import type { FieldValues } from '../../../shared/model/field-value.ts';
import { digestOfToken } from '../../../shared/model/kept-recording.ts';
import { toProblem } from '../../../shared/model/problem.ts';
import type { Sent, Settled } from '../../../shared/model/target.ts';
import { toId18 } from '../ids.ts';
import { queryPage } from '../search/query.ts';
import { soql } from '../search/soql.ts';
import { append, created, sinceAttempt, stillAbsent, unclear } from './append.ts';
import { attemptWrite } from './attempt-write.ts';
import { readBack, whileReachable } from './read-back.ts';
import type { WriteContext, WriteMethod } from './write-context.ts';

const bytesField = 'VersionData';
/** Not a field of Salesforce's: it says which of the two ways was approved. */
const modeField = 'RecordingMode';
const uploadTimeoutMs = 5 * 60_000;
const lookedAt = 200;

/** A recording as a link, or as a file whose bytes were approved by their digest; after a lost answer a file is told by its checksum. */
export const recordingFile: WriteMethod = {
  async send(context): Promise<Sent> {
    const { fields } = context.order.payload;
    const plain = withFields(context, without(fields, modeField));
    if (!(bytesField in fields)) return append.send(plain);
    const bytes = await bytesOf(context);
    if (!bytes) return { kind: 'refused', problem: gone };
    const named = withFields(context, without(fields, modeField, bytesField));
    const body = { ...named.order.payload.fields, [bytesField]: bytes.toString('base64') };
    const path = ['sobjects', context.object.name];
    const attempted = await attemptWrite(named, { method: 'POST', path, body, timeoutMs: uploadTimeoutMs }, false);
    switch (attempted.kind) {
      case 'accepted':
        return created(named, attempted.body);
      case 'precondition-failed':
        return { kind: 'refused', problem: unexplained };
      case 'refused':
        return { kind: 'refused', problem: attempted.problem };
      default:
        return attempted;
    }
  },

  settle(context): Promise<Settled> {
    const { fields } = context.order.payload;
    if (!(bytesField in fields)) return append.settle(withFields(context, without(fields, modeField)));
    const named = withFields(context, without(fields, modeField, bytesField));
    return whileReachable(async () => {
      const bytes = await bytesOf(context);
      if (!bytes) return unclear(named);
      const id = await uploaded(named, bytes);
      return id ? { kind: 'written', result: await readBack(named, id, true) } : stillAbsent(named);
    });
  },
};

/** The file of ours that holds these bytes, where it was to go. */
async function uploaded(context: WriteContext, bytes: Buffer): Promise<string | null> {
  const { connection, order } = context;
  const { user } = await connection.identity();
  const { rows } = await queryPage(
    connection,
    soql`SELECT Id, Checksum, FirstPublishLocationId FROM ContentVersion WHERE CreatedById = ${user.id} AND CreatedDate >= ${sinceAttempt(context)} AND ContentSize = ${bytes.length} ORDER BY CreatedDate DESC LIMIT ${lookedAt}`,
  );
  const checksum = createHash('md5').update(bytes).digest('hex');
  const place = order.payload.fields.FirstPublishLocationId ?? null;
  const match = rows.find(
    (row) =>
      String(row.Checksum).toLowerCase() === checksum &&
      toId18(String(row.FirstPublishLocationId)) === toId18(String(place)),
  );
  return match ? toId18(String(match.Id)) : null;
}

async function bytesOf({ order, recordings }: WriteContext): Promise<Buffer | null> {
  const digest = digestOfToken(order.payload.fields[bytesField]);
  const bytes = digest ? await recordings.load(digest) : null;
  return bytes && createHash('sha256').update(bytes).digest('hex') === digest ? bytes : null;
}

function without(fields: FieldValues, ...names: readonly string[]): FieldValues {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

function withFields(context: WriteContext, fields: FieldValues): WriteContext {
  return { ...context, order: { ...context.order, payload: { ...context.order.payload, fields } } };
}

const gone = toProblem(
  'not-found',
  'The recording that was approved is not kept here any more. Nothing was sent; take it back to waiting to fetch it again.',
  { next: 'retry' },
);
const unexplained = toProblem('upstream', 'Salesforce refused it without a reason.', { next: 'retry' });
