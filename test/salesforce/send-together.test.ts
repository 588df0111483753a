import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSalesforceTarget } from '../../electron/salesforce/salesforce-target.ts';
import { soql } from '../../electron/salesforce/search/soql.ts';
import type { FieldValues } from '../../shared/model/field-value.ts';
import type { Payload } from '../../shared/model/payload.ts';
import { toProblem } from '../../shared/model/problem.ts';
import type { Sent, Settled, WriteOrder } from '../../shared/model/target.ts';
import { passTime } from '../support/org-requests.ts';
import { orderOf, type PracticeConnection, startPracticeConnection } from '../support/practice-connection.ts';
import { dropAfter, dropBefore, refusal, reply } from '../support/salesforce-faults.ts';

let practice: PracticeConnection;
let counter = 0;
let contacts: string[];

beforeAll(async () => {
  practice = await startPracticeConnection(10_000);
  contacts = await newContacts(230);
  // What was made a moment ago is let settle before it is written.
  await passTime(practice.org, 5_000);
});

afterEach(() => {
  departments.clear();
  practice.waited.length = 0;
  practice.front.seen.length = 0;
});

afterAll(() => practice.close());

const ignore = () => {};

async function newContacts(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < count; at += 200) {
    const records = Array.from({ length: Math.min(200, count - at) }, (_, index) => ({
      attributes: { type: 'Contact' },
      LastName: `Together ${at + index}`,
      Department: 'Sales',
    }));
    const { body } = await practice.direct.request({
      method: 'POST',
      path: ['composite', 'sobjects'],
      body: { allOrNone: true, records },
    });
    if (Array.isArray(body)) ids.push(...body.map((row: { id: string }) => row.id));
  }
  return ids;
}

function payloadOf(given: Partial<Payload>): Payload {
  counter += 1;
  return {
    org: practice.orgId,
    proposal: `together-${counter}`,
    operation: 'create',
    object: 'Case',
    recordId: null,
    fields: {},
    ...given,
  };
}

/** Updates of the first contacts that are free, to a department of this name. */
async function updates(count: number, department: string): Promise<WriteOrder[]> {
  const ids = contacts.slice(0, count);
  return Promise.all(
    ids.map(async (recordId) => {
      const seen = {
        fields: { Department: await departmentOf(recordId) },
        modifiedAt: null,
        modifiedBy: null,
        readAt: 1,
      };
      const fields: FieldValues = { Department: department };
      return orderOf(payloadOf({ operation: 'update', object: 'Contact', recordId, fields }), 'absolute-update', {
        seen,
      });
    }),
  );
}

const departments = new Map<string, string>();

async function departmentOf(id: string): Promise<string> {
  const known = departments.get(id);
  if (known !== undefined) return known;
  for (const row of await practice.rows(soql`SELECT Id, Department FROM Contact`)) {
    departments.set(String(row.Id), String(row.Department));
  }
  return departments.get(id) ?? '';
}

const creates = (count: number): WriteOrder[] =>
  Array.from({ length: count }, (_, index) =>
    orderOf(payloadOf({ fields: { Subject: `Case ${index}`, Origin: 'Phone' } }), 'keyed-create'),
  );

function send(orders: readonly WriteOrder[], target = practice.target): Promise<Sent[]> {
  return target.together ? target.together.send(orders, ignore) : Promise.resolve([]);
}

function settle(orders: readonly WriteOrder[], target = practice.target): Promise<Settled[]> {
  return target.together ? target.together.settle(orders) : Promise.resolve([]);
}

const kinds = (outcomes: readonly { kind: string }[]) => outcomes.map(({ kind }) => kind);

/** The records that a composite is about. */
function recordsIn(body: string): string[] {
  const { compositeRequest }: { compositeRequest: { url: string }[] } = JSON.parse(body);
  return compositeRequest.map(({ url }) => url.split('/').at(-1) ?? '');
}

const isIn = (records: readonly string[], { payload }: WriteOrder) => records.includes(payload.recordId ?? '');

async function saveElsewhere(id: string, fields: FieldValues): Promise<void> {
  const answer = await practice.direct.request({ method: 'PATCH', path: ['sobjects', 'Contact', id], body: fields });
  expect(answer.status).toBe(204);
}

describe('updates sent together', () => {
  it('of 200 records take at most 20 requests, each written on its own condition', async () => {
    const orders = await updates(200, 'Purchasing');
    practice.front.seen.length = 0;
    const sent = await send(orders);
    expect(new Set(kinds(sent))).toEqual(new Set(['written']));
    expect(sent[7]).toMatchObject({
      result: { record: { id: contacts[7], name: 'Together 7' }, fields: { Department: 'Purchasing' }, settled: false },
    });
    expect(practice.front.seen.length).toBeLessThanOrEqual(20);
    const composites = practice.front.seen
      .filter(({ method }) => method === 'POST')
      .map(({ body }) => JSON.parse(body));
    expect(composites).toHaveLength(8);
    for (const { allOrNone, collateSubrequests, compositeRequest } of composites) {
      expect({ allOrNone, collateSubrequests }).toEqual({ allOrNone: false, collateSubrequests: false });
      expect(compositeRequest).toHaveLength(25);
      for (const part of compositeRequest) {
        expect(part).toMatchObject({
          method: 'PATCH',
          body: { Department: 'Purchasing' },
          httpHeaders: { 'If-Unmodified-Since': expect.stringMatching(/GMT$/), 'Sforce-Auto-Assign': 'FALSE' },
        });
      }
    }
  });

  it('have an outcome each: written, refused, in conflict, gone, locked, and there already', async () => {
    const orders = await updates(7, 'Legal');
    const [written, refused, conflicting, locked, there, fieldless, gone] = orders;
    if (!written || !refused || !conflicting || !locked || !there || !fieldless || !gone) throw new Error('too few');
    refused.payload.fields = { Email: 'not an address' };
    await saveElsewhere(conflicting.payload.recordId ?? '', { Department: 'Somebody’s' });
    practice.org.lockRow(locked.payload.recordId ?? '');
    await saveElsewhere(there.payload.recordId ?? '', { Department: 'Legal' });
    fieldless.payload.fields = { 'Title FROM User': 'x' };
    gone.payload.recordId = '003000000000000AAA';
    const sent = await send(orders);
    practice.org.unlockRow(locked.payload.recordId ?? '');
    expect(kinds(sent).slice(0, 3)).toEqual(['written', 'refused', 'conflict']);
    expect(kinds(sent).slice(4)).toEqual(['written', 'refused', 'refused']);
    expect(sent[1]).toMatchObject({ problem: { next: 'edit', fields: [{ field: 'Email' }] } });
    expect(sent[2]).toMatchObject({ fields: ['Department'], current: { fields: { Department: 'Somebody’s' } } });
    expect(sent[3]).toMatchObject({ kind: 'refused', problem: { code: 'ENTITY_IS_LOCKED' } });
    expect(sent[4]).toMatchObject({ result: { settled: true } });
  });

  it('is tried again where only other fields were changed between reading and writing', async () => {
    const orders = await updates(3, 'Finance');
    const id = orders[1]?.payload.recordId ?? '';
    practice.front.next(/^POST .*composite/, async ({ forward, response }) => {
      await saveElsewhere(id, { Title: 'Head' });
      const answer = await forward();
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer.body));
    });
    const sent = await send(orders);
    expect(kinds(sent)).toEqual(['written', 'written', 'written']);
  });

  it('of fresh records wait for those alone', async () => {
    const orders = await updates(3, 'Fresh');
    await saveElsewhere(orders[2]?.payload.recordId ?? '', { Title: `Head ${Date.now()}` });
    expect(kinds(await send(orders))).toEqual(['written', 'written', 'written']);
    expect(practice.waited).toHaveLength(1);
  });

  it.each([
    ['never arrived', dropBefore, 'absent'],
    ['arrived', dropAfter, 'written'],
  ] as const)(
    'whose answer is lost are unknown, and settled one by one in two requests: %s',
    async (_, fault, kind) => {
      const orders = await updates(30, `Lost ${kind}`);
      practice.front.seen.length = 0;
      practice.front.next(/^POST .*composite/, fault);
      const sent = await send(orders);
      const lost = recordsIn(practice.front.seen.find(({ method }) => method === 'POST')?.body ?? '');
      expect(kinds(sent)).toEqual(orders.map((order) => (isIn(lost, order) ? 'unknown' : 'written')));
      practice.front.seen.length = 0;
      expect(kinds(await settle(orders))).toEqual(orders.map((order) => (isIn(lost, order) ? kind : 'written')));
      expect(practice.front.seen.length).toBeLessThanOrEqual(2);
    },
  );

  it.each([
    ['a spent allowance', 403, 'REQUEST_LIMIT_EXCEEDED', { kind: 'not-sent', retryAfterMs: 60_000 }],
    ['an ended session', 401, 'INVALID_SESSION_ID', { kind: 'not-sent', retryAfterMs: null }],
    ['an unavailable server', 503, 'SERVER_UNAVAILABLE', { kind: 'not-sent', retryAfterMs: 5_000 }],
    ['a composite that is turned away whole', 400, 'JSON_PARSER_ERROR', { kind: 'not-sent', alone: true }],
  ] as const)('are held back by %s', async (_, status, code, expected) => {
    practice.front.next(/^POST .*composite/, reply(status, refusal(code, 'no')));
    const sent = await send(await updates(2, `Held ${code}`));
    for (const each of sent) expect(each).toMatchObject(expected);
  });

  it('are unknown after a page that is not Salesforce’s', async () => {
    practice.front.next(/^POST .*composite/, reply(200, '<html>Guest network</html>'));
    expect(kinds(await send(await updates(2, 'Portal')))).toEqual(['unknown', 'unknown']);
  });

  it('wait when there is no connection, and so does looking', async () => {
    const problem = toProblem('not-connected', 'Log in first.', { next: 'reconnect' });
    const offline = createSalesforceTarget(() => problem);
    const orders = await updates(2, 'Offline');
    expect(await send(orders, offline)).toEqual([1, 2].map(() => ({ kind: 'not-sent', problem, retryAfterMs: null })));
    expect(await settle(orders, offline)).toEqual([1, 2].map(() => ({ kind: 'unreachable', problem })));
  });
});

describe('creates sent together', () => {
  it('are upserts on their keys, in their order, 25 to a request and read back in one', async () => {
    const orders = creates(60);
    await practice.connection.describeObject('Case');
    practice.front.seen.length = 0;
    const sent = await send(orders);
    expect(new Set(kinds(sent))).toEqual(new Set(['written']));
    expect(practice.front.seen).toHaveLength(4);
    const made = practice.org.effects().filter(({ fields }) => String(fields.Subject).startsWith('Case '));
    expect(made.map(({ fields }) => fields.Subject)).toEqual(orders.map(({ payload }) => payload.fields.Subject));
  });

  it('that arrived after all are found by their keys and not written over', async () => {
    const orders = creates(3);
    practice.front.next(/^POST .*composite/, dropAfter);
    expect(kinds(await send(orders))).toEqual(['unknown', 'unknown', 'unknown']);
    expect(kinds(await settle(orders))).toEqual(['written', 'written', 'written']);
    const before = practice.org.effects().length;
    const again = orders.map((order) => ({ ...order, attempt: { ...order.attempt, number: 2 } }));
    expect(kinds(await send(again))).toEqual(['written', 'written', 'written']);
    expect(practice.org.effects()).toHaveLength(before);
  });

  it('hold what was approved to the letter, also where it reads as a reference to another of them', async () => {
    const orders = creates(3);
    const [first, second] = orders;
    if (!first || !second) throw new Error('too few');
    const words = 'See @{part0.id} and @{part2.id}';
    second.payload.fields = { Subject: words };
    const sent = await send(orders);
    expect(kinds(sent)).toEqual(['written', 'written', 'written']);
    expect(sent[1]).toMatchObject({ result: { fields: { Subject: words } } });
  });

  it('fail each for itself', async () => {
    const orders = creates(3);
    const [, second] = orders;
    if (second) second.payload.fields = { Subject: 'x'.repeat(300) };
    expect(kinds(await send(orders))).toEqual(['written', 'refused', 'written']);
  });
});
