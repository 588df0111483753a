import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSalesforceTarget } from '../../../electron/salesforce/salesforce-target.ts';
import { soql } from '../../../electron/salesforce/search/soql.ts';
import { recordingToken } from '../../../shared/model/kept-recording.ts';
import type { Payload } from '../../../shared/model/payload.ts';
import { orderOf, type PracticeConnection, startPracticeConnection } from '../../support/practice-connection.ts';
import { dropAfter, dropBefore } from '../../support/salesforce-faults.ts';

let practice: PracticeConnection;
let contact: string;
let counter = 0;

beforeAll(async () => {
  practice = await startPracticeConnection();
  contact = await practice.contactId('Dana Reyes');
});
afterAll(() => practice.close());

const ignore = () => {};

/** A sound of its own, where it is kept, and the payload that was approved for it. */
function sound(fields: Payload['fields'] = {}) {
  counter += 1;
  const bytes = Buffer.from(`sound ${counter} ${'~'.repeat(counter)}`);
  const digest = createHash('sha256').update(bytes).digest('hex');
  const payload: Payload = {
    org: practice.orgId,
    proposal: `recording-${counter}`,
    operation: 'create',
    object: 'ContentVersion',
    recordId: null,
    fields: {
      Title: 'Call recording',
      PathOnClient: 'call-recording.wav',
      FirstPublishLocationId: contact,
      RecordingMode: 'upload',
      VersionData: recordingToken(digest),
      ...fields,
    },
  };
  const recordings = { load: async (wanted: string) => (wanted === digest ? bytes : null) };
  return { bytes, payload, target: createSalesforceTarget(() => practice.connection, { recordings }) };
}

const files = (bytes: Buffer) =>
  practice.rows(
    soql`SELECT Id, Title, Checksum, FileExtension FROM ContentVersion WHERE ContentSize = ${bytes.length}`,
  );

describe('a recording as a file', () => {
  it('is uploaded with exactly the bytes that were approved, and hangs on its record', async () => {
    const { bytes, payload, target } = sound();
    const sent = await target.send(orderOf(payload, 'append'), ignore);
    expect(sent).toMatchObject({ kind: 'written', result: { record: { object: 'ContentVersion' } } });
    const [file] = await files(bytes);
    expect(file).toMatchObject({
      Title: 'Call recording',
      FileExtension: 'wav',
      Checksum: createHash('md5').update(bytes).digest('hex'),
    });
    const links = await practice.rows(
      soql`SELECT LatestPublishedVersionId FROM ContentDocument WHERE ContentSize = ${bytes.length}`,
    );
    expect(links).toHaveLength(1);
    if (sent.kind === 'written') expect(Object.keys(sent.result.fields)).not.toContain('VersionData');
  });

  it('whose answer was lost is found by its checksum', async () => {
    const { bytes, payload, target } = sound();
    practice.front.next(/^POST .*ContentVersion/, dropAfter);
    const order = orderOf(payload, 'append');
    expect((await target.send(order, ignore)).kind).toBe('unknown');
    expect(await target.settle(order)).toMatchObject({ kind: 'written', result: { settled: true } });
    expect(await files(bytes)).toHaveLength(1);
  });

  it('that never arrived is unclear at first, and absent once nothing can be under way', async () => {
    const { bytes, payload } = sound();
    practice.front.next(/^POST .*ContentVersion/, dropBefore);
    const recordings = { load: async () => bytes };
    const target = createSalesforceTarget(() => practice.connection, { recordings });
    const order = orderOf(payload, 'append');
    expect((await target.send(order, ignore)).kind).toBe('unknown');
    expect((await target.settle(order)).kind).toBe('unclear');
    const connection = { ...practice.connection, now: () => Date.now() + 12 * 60_000 };
    expect(await createSalesforceTarget(() => connection, { recordings }).settle(order)).toEqual({ kind: 'absent' });
    expect(await files(bytes)).toEqual([]);
  });

  it('is not mistaken for the same sound on another record', async () => {
    const { payload, target } = sound();
    await target.send(orderOf(payload, 'append'), ignore);
    const [account] = await practice.rows(soql`SELECT Id FROM Account LIMIT 1`);
    const elsewhere = { ...payload, fields: { ...payload.fields, FirstPublishLocationId: String(account?.Id) } };
    expect((await target.settle(orderOf(elsewhere, 'append'))).kind).toBe('unclear');
  });

  it('that is not kept any more, or is not what was approved, is not sent', async () => {
    const { bytes, payload } = sound();
    const before = practice.front.seen.length;
    for (const load of [async () => null, async () => Buffer.concat([bytes, Buffer.from('!')])]) {
      const target = createSalesforceTarget(() => practice.connection, { recordings: { load } });
      expect(await target.send(orderOf(payload, 'append'), ignore)).toMatchObject({
        kind: 'refused',
        problem: { message: expect.stringContaining('Nothing was sent') },
      });
    }
    expect(practice.front.seen.slice(before).filter(({ method }) => method === 'POST')).toEqual([]);
  });
});

describe('a recording as a link', () => {
  it('goes without a word about how it is kept', async () => {
    const { target, payload } = sound();
    const { VersionData: _, PathOnClient: __, ...rest } = payload.fields;
    const fields = { ...rest, RecordingMode: 'link', ContentUrl: 'https://media.example/r1.mp3' };
    const sent = await target.send(orderOf({ ...payload, fields }, 'append'), ignore);
    expect(sent).toMatchObject({ kind: 'written', result: { fields: { ContentUrl: 'https://media.example/r1.mp3' } } });
  });
});
