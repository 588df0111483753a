import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSalesforceTarget } from '../../electron/salesforce/salesforce-target.ts';
import { soql } from '../../electron/salesforce/search/soql.ts';
import type { FieldValues } from '../../shared/model/field-value.ts';
import type { Payload } from '../../shared/model/payload.ts';
import { toProblem } from '../../shared/model/problem.ts';
import type { Sent } from '../../shared/model/target.ts';
import { orderOf, type PracticeConnection, startPracticeConnection } from '../support/practice-connection.ts';
import { dropAfter, dropBefore, type Fault, hang, refusal, reply, truncate } from '../support/salesforce-faults.ts';

let practice: PracticeConnection;
let counter = 0;

beforeAll(async () => {
  practice = await startPracticeConnection();
});

afterEach(() => {
  practice.waited.length = 0;
});

afterAll(() => practice.close());

const ignore = () => {};

function payloadOf(given: Partial<Payload>): Payload {
  counter += 1;
  return {
    org: practice.orgId,
    proposal: `proposal-${counter}`,
    operation: 'create',
    object: 'Case',
    recordId: null,
    fields: {},
    ...given,
  };
}

function createCase(fields: FieldValues = {}): Payload {
  return payloadOf({ fields: { Subject: `Refund request ${counter}`, Origin: 'Phone', ...fields } });
}

const casesFor = (payload: Payload) =>
  practice.rows(soql`SELECT Id, Subject FROM Case WHERE Countersign_Key__c = ${payload.proposal}`);

async function updateOf(name: string, fields: FieldValues) {
  const recordId = await practice.contactId(name);
  const seen = await practice.target.readRecord(practice.orgId, 'Contact', recordId, Object.keys(fields));
  return { recordId, seen, payload: payloadOf({ operation: 'update', object: 'Contact', recordId, fields }) };
}

/** Somebody else saves the record, past the console. */
async function saveElsewhere(object: string, id: string, fields: FieldValues): Promise<void> {
  const answer = await practice.direct.request({ method: 'PATCH', path: ['sobjects', object, id], body: fields });
  expect(answer.status).toBe(204);
}

function problemOf(sent: Sent) {
  return 'problem' in sent ? sent.problem : null;
}

describe('a keyed create', () => {
  it('makes the record once, and tells what was written and where', async () => {
    const payload = createCase({ Description: 'She wants her money back.  ' });
    const told: string[] = [];
    const sent = await practice.target.send(orderOf(payload, 'keyed-create'), (name) => told.push(name));
    expect(sent).toMatchObject({
      kind: 'written',
      result: {
        record: { object: 'Case', detail: payload.fields.Subject },
        fields: { Origin: 'Phone' },
        settled: false,
      },
    });
    if (sent.kind !== 'written') return;
    expect(sent.result.record.name).toMatch(/^\d{8}$/);
    expect(sent.result.url).toBe(`${practice.front.url}/lightning/r/Case/${sent.result.record.id}/view`);
    expect(told).toEqual(['write.sending', 'write.sent', 'write.answered']);
    expect(await casesFor(payload)).toHaveLength(1);
  });

  it('sends exactly the approved fields, to the key, without assignment rules', async () => {
    const payload = createCase();
    practice.front.seen.length = 0;
    await practice.target.send(orderOf(payload, 'keyed-create'), ignore);
    const writes = practice.front.seen.filter((each) => each.method !== 'GET');
    expect(writes).toHaveLength(1);
    expect(writes[0]).toMatchObject({
      method: 'PATCH',
      path: `/services/data/v66.0/sobjects/Case/Countersign_Key__c/${payload.proposal}`,
      headers: { 'sforce-auto-assign': 'FALSE', 'sforce-duplicate-rule-header': 'allowSave=false' },
    });
    expect(JSON.parse(writes[0]?.body ?? '')).toEqual(payload.fields);
  });

  it('whose answer is lost is unknown, and found by looking', async () => {
    for (const fault of [dropAfter, truncate, hang]) {
      const payload = createCase();
      practice.front.next(/^PATCH/, fault);
      const order = orderOf(payload, 'keyed-create');
      expect((await practice.target.send(order, ignore)).kind).toBe('unknown');
      const happened = fault !== hang;
      expect((await practice.target.settle(order)).kind).toBe(happened ? 'written' : 'absent');
      expect(await casesFor(payload)).toHaveLength(happened ? 1 : 0);
    }
  });

  it('is proved absent when it never arrived, and may be sent again', async () => {
    const payload = createCase();
    practice.front.next(/^PATCH/, dropBefore);
    expect((await practice.target.send(orderOf(payload, 'keyed-create'), ignore)).kind).toBe('unknown');
    expect(await practice.target.settle(orderOf(payload, 'keyed-create'))).toEqual({ kind: 'absent' });
    expect((await practice.target.send(orderOf(payload, 'keyed-create', { attempt: 2 }), ignore)).kind).toBe('written');
    expect(await casesFor(payload)).toHaveLength(1);
  });

  it('does not overwrite what people changed in the record since, when tried again', async () => {
    const payload = createCase();
    practice.front.next(/^PATCH/, dropAfter);
    await practice.target.send(orderOf(payload, 'keyed-create'), ignore);
    const [made] = await casesFor(payload);
    await saveElsewhere('Case', String(made?.Id), { Subject: 'Handled by Jo' });
    const again = await practice.target.send(orderOf(payload, 'keyed-create', { attempt: 2 }), ignore);
    expect(again).toMatchObject({ kind: 'written', result: { settled: true, fields: { Subject: 'Handled by Jo' } } });
  });

  it('that Salesforce refuses says why, at the field', async () => {
    const payload = payloadOf({ object: 'Contact', fields: { FirstName: 'Nora', Email: 'nora at example' } });
    const sent = await practice.target.send(orderOf(payload, 'keyed-create'), ignore);
    expect(sent.kind).toBe('refused');
    expect(problemOf(sent)?.next).toBe('edit');
    expect(problemOf(sent)?.fields.length).toBeGreaterThan(0);
  });

  it('with no key of ours on the object is looked for by its values', async () => {
    const made = createSalesforceTarget(() => ({
      ...practice.connection,
      describeObject: async (name) => {
        const object = await practice.connection.describeObject(name);
        return { ...object, fields: object.fields.filter((field) => field.name !== 'Countersign_Key__c') };
      },
    }));
    const payload = createCase({ Subject: `Unkeyed ${Date.now()}` });
    practice.front.next(/^POST/, dropAfter);
    const order = orderOf(payload, 'keyed-create');
    expect((await made.send(order, ignore)).kind).toBe('unknown');
    expect(await made.settle(order)).toMatchObject({ kind: 'written', result: { settled: true } });
    expect(
      await practice.rows(soql`SELECT Id FROM Case WHERE Subject = ${String(payload.fields.Subject)}`),
    ).toHaveLength(1);
  });
});

describe('a guarded update', () => {
  it('writes only the approved fields, on condition that the record is as it was', async () => {
    const { payload, seen, recordId } = await updateOf('Dana Reyes', { Email: 'dana.reyes@newmail.example' });
    practice.front.seen.length = 0;
    const sent = await practice.target.send(orderOf(payload, 'absolute-update', { seen }), ignore);
    expect(sent).toMatchObject({
      kind: 'written',
      result: { record: { id: recordId, name: 'Dana Reyes' }, fields: { Email: 'dana.reyes@newmail.example' } },
    });
    const write = practice.front.seen.find((each) => each.method === 'PATCH');
    expect(JSON.parse(write?.body ?? '')).toEqual(payload.fields);
    expect(write?.headers['if-unmodified-since']).toMatch(/GMT$/);
  });

  it('writes nothing when somebody else changed the same field', async () => {
    const { payload, seen, recordId } = await updateOf('Dana Reyes', { Title: 'Founder' });
    await saveElsewhere('Contact', recordId, { Title: 'Managing Director' });
    const sent = await practice.target.send(orderOf(payload, 'absolute-update', { seen }), ignore);
    expect(sent).toMatchObject({
      kind: 'conflict',
      fields: ['Title'],
      current: { fields: { Title: 'Managing Director' } },
    });
  });

  it('writes nothing when a field that was shown as being so already is so no longer', async () => {
    const { payload, recordId } = await updateOf('Dana Reyes', { Title: 'Head of Design' });
    const seen = await practice.target.readRecord(practice.orgId, 'Contact', recordId, ['Title', 'Fax']);
    const order = { ...orderOf(payload, 'absolute-update', { seen }), held: { Fax: seen?.fields.Fax ?? null } };
    await saveElsewhere('Contact', recordId, { Fax: '+1 415 555 0142' });
    expect(await practice.target.send(order, ignore)).toMatchObject({ kind: 'conflict', fields: ['Fax'] });
  });

  it('goes ahead when somebody else changed another field', async () => {
    const { payload, seen, recordId } = await updateOf('Dana Reyes', { Department: 'Sales' });
    await saveElsewhere('Contact', recordId, { Fax: '+1 415 555 0199' });
    const sent = await practice.target.send(orderOf(payload, 'absolute-update', { seen }), ignore);
    expect(sent).toMatchObject({ kind: 'written', result: { fields: { Department: 'Sales' } } });
    // The change was in the same second: only after that second can the guard be trusted.
    expect(practice.waited.length).toBeGreaterThan(0);
    expect(await practice.target.readRecord(practice.orgId, 'Contact', recordId, ['Fax'])).toMatchObject({
      fields: { Fax: '+1 415 555 0199' },
    });
  });

  it('stopped by the guard reads again: other fields let it pass, the same field is a conflict', async () => {
    const passing = await updateOf('Dana Reyes', { Department: 'Support' });
    practice.front.next(/^PATCH/, reply(412, refusal('ENTITY_FAILED_IFLASTMODIFIED_ON_UPDATE', 'modified')));
    expect((await practice.target.send(orderOf(passing.payload, 'absolute-update', passing), ignore)).kind).toBe(
      'written',
    );

    const stopped = await updateOf('Dana Reyes', { Department: 'Finance' });
    practice.front.next(/^PATCH/, async ({ response }) => {
      await saveElsewhere('Contact', stopped.recordId, { Department: 'Legal' });
      response.writeHead(412).end();
    });
    const sent = await practice.target.send(orderOf(stopped.payload, 'absolute-update', stopped), ignore);
    expect(sent).toMatchObject({
      kind: 'conflict',
      fields: ['Department'],
      current: { fields: { Department: 'Legal' } },
    });
  });

  it('sends nothing when the values are there already', async () => {
    const { payload, seen, recordId } = await updateOf('Dana Reyes', { Department: 'Purchasing' });
    await saveElsewhere('Contact', recordId, { Department: 'Purchasing' });
    practice.front.seen.length = 0;
    const sent = await practice.target.send(orderOf(payload, 'absolute-update', { seen }), ignore);
    expect(sent).toMatchObject({ kind: 'written', result: { settled: true } });
    expect(practice.front.seen.every((each) => each.method === 'GET')).toBe(true);
  });

  it('whose answer is lost is settled by the values', async () => {
    for (const [fault, kind] of [
      [dropAfter, 'written'],
      [dropBefore, 'absent'],
    ] as const) {
      const { payload, seen } = await updateOf('Dana Reyes', { AssistantName: `Assistant ${kind}` });
      practice.front.next(/^PATCH/, fault);
      const order = orderOf(payload, 'absolute-update', { seen });
      expect((await practice.target.send(order, ignore)).kind).toBe('unknown');
      expect((await practice.target.settle(order)).kind).toBe(kind);
    }
  });

  it('whose answer is lost is a conflict once somebody else changed the field', async () => {
    const { payload, seen, recordId } = await updateOf('Dana Reyes', { AssistantName: 'Kim' });
    practice.front.next(/^PATCH/, dropBefore);
    await practice.target.send(orderOf(payload, 'absolute-update', { seen }), ignore);
    await saveElsewhere('Contact', recordId, { AssistantName: 'Robin' });
    expect(await practice.target.settle(orderOf(payload, 'absolute-update', { seen }))).toMatchObject({
      kind: 'conflict',
      fields: ['AssistantName'],
    });
  });

  it('of a record that is gone, or of no record, is refused before anything is sent', async () => {
    for (const recordId of ['003000000000000AAA', 'nonsense', '500000000000000AAA', null]) {
      const payload = payloadOf({ operation: 'update', object: 'Contact', recordId, fields: { Title: 'x' } });
      practice.front.seen.length = 0;
      expect((await practice.target.send(orderOf(payload, 'absolute-update'), ignore)).kind).toBe('refused');
      expect(practice.front.seen.every((each) => each.method === 'GET')).toBe(true);
    }
  });

  it('of a field that does not exist is refused before anything is sent', async () => {
    const recordId = await practice.contactId('Dana Reyes');
    const payload = payloadOf({ operation: 'update', object: 'Contact', recordId, fields: { 'Title FROM User': 'x' } });
    const sent = await practice.target.send(orderOf(payload, 'absolute-update'), ignore);
    expect(sent).toMatchObject({ kind: 'refused', problem: { code: 'INVALID_FIELD' } });
  });
});

describe('an append', () => {
  async function comment(text: string) {
    const parent = await practice.target.send(orderOf(createCase(), 'keyed-create'), ignore);
    const ParentId = parent.kind === 'written' ? parent.result.record.id : '';
    return payloadOf({ object: 'CaseComment', fields: { ParentId, CommentBody: text } });
  }

  const commentsWith = (text: string) => practice.rows(soql`SELECT Id FROM CaseComment WHERE CommentBody = ${text}`);

  it('is sent as a plain create', async () => {
    const payload = await comment('Called back; the parcel is on its way.');
    expect(await practice.target.send(orderOf(payload, 'append'), ignore)).toMatchObject({
      kind: 'written',
      result: { record: { object: 'CaseComment' }, fields: payload.fields },
    });
  });

  it('whose answer is lost is found by its values', async () => {
    const payload = await comment(`Found by looking ${Date.now()}`);
    practice.front.next(/^POST/, dropAfter);
    const order = orderOf(payload, 'append');
    expect((await practice.target.send(order, ignore)).kind).toBe('unknown');
    expect(await practice.target.settle(order)).toMatchObject({ kind: 'written', result: { settled: true } });
    expect(await commentsWith(String(payload.fields.CommentBody))).toHaveLength(1);
  });

  it('that is not found is unclear while Salesforce may still be working on it, and absent after that', async () => {
    const payload = await comment(`Never arrived ${Date.now()}`);
    practice.front.next(/^POST/, dropBefore);
    const order = orderOf(payload, 'append');
    expect((await practice.target.send(order, ignore)).kind).toBe('unknown');
    expect(await practice.target.settle(order)).toMatchObject({
      kind: 'unclear',
      problem: { message: expect.stringContaining('Look in Salesforce') },
    });
    const longAgo = orderOf(await comment(`Older ${Date.now()}`), 'append', { startedAt: Date.now() });
    const later = createSalesforceTarget(() => ({ ...practice.connection, now: () => Date.now() + 12 * 60_000 }));
    expect(await later.settle(longAgo)).toEqual({ kind: 'absent' });
  });

  it('is unclear when something else was created there meanwhile, which may be it in other words', async () => {
    const payload = await comment('What was approved');
    const order = orderOf(payload, 'append', { startedAt: Date.now() });
    const body = { ...payload.fields, CommentBody: 'What an automation made of it' };
    await practice.direct.request({ method: 'POST', path: ['sobjects', 'CaseComment'], body });
    const later = createSalesforceTarget(() => ({ ...practice.connection, now: () => Date.now() + 12 * 60_000 }));
    expect((await later.settle(order)).kind).toBe('unclear');
  });

  it('is not mistaken for an earlier one with the same words', async () => {
    const payload = await comment(`Same words ${Date.now()}`);
    await practice.target.send(orderOf(payload, 'append'), ignore);
    const tomorrow = orderOf(payload, 'append', { startedAt: Date.now() + 60_000 });
    expect((await practice.target.settle(tomorrow)).kind).not.toBe('written');
  });
});

describe('a write by natural key', () => {
  it('that is there already is success', async () => {
    const topic = await practice.direct.request({
      method: 'POST',
      path: ['sobjects', 'Topic'],
      body: { Name: `Refunds ${Date.now()}` },
    });
    expect(topic.status).toBe(201);
    const [about] = await practice.rows(soql`SELECT Id FROM Case LIMIT 1`);
    const TopicId = typeof topic.body === 'object' && topic.body && 'id' in topic.body ? String(topic.body.id) : '';
    const payload = payloadOf({ object: 'TopicAssignment', fields: { TopicId, EntityId: String(about?.Id) } });
    const first = await practice.target.send(orderOf(payload, 'natural-key'), ignore);
    expect(first).toMatchObject({ kind: 'written', result: { settled: false } });
    const second = await practice.target.send(orderOf(payload, 'natural-key', { attempt: 2 }), ignore);
    expect(second).toMatchObject({ kind: 'written', result: { settled: true } });
    expect(await practice.target.settle(orderOf(payload, 'natural-key'))).toMatchObject({ kind: 'written' });
  });
});

describe('a delete', () => {
  async function deletionOf(fields: FieldValues = {}) {
    const made = await practice.target.send(orderOf(createCase(fields), 'keyed-create'), ignore);
    const recordId = made.kind === 'written' ? made.result.record.id : '';
    const seen = await practice.target.readRecord(practice.orgId, 'Case', recordId, ['Subject', 'Status']);
    return { recordId, seen, payload: payloadOf({ operation: 'delete', object: 'Case', recordId, fields: {} }) };
  }

  it('takes the record the supervisor saw', async () => {
    const { payload, seen, recordId } = await deletionOf();
    expect(await practice.target.send(orderOf(payload, 'delete', { seen }), ignore)).toMatchObject({
      kind: 'written',
      result: { record: { id: recordId }, fields: {} },
    });
    expect(await practice.target.readRecord(practice.orgId, 'Case', recordId, ['Subject'])).toBeNull();
  });

  it('does not take a record that was changed since', async () => {
    const { payload, seen, recordId } = await deletionOf();
    await saveElsewhere('Case', recordId, { Status: 'Escalated' });
    expect(await practice.target.send(orderOf(payload, 'delete', { seen }), ignore)).toMatchObject({
      kind: 'conflict',
      fields: ['Status'],
    });
  });

  it('whose answer is lost is settled by whether the record is there', async () => {
    const gone = await deletionOf();
    practice.front.next(/^DELETE/, dropAfter);
    expect((await practice.target.send(orderOf(gone.payload, 'delete', gone), ignore)).kind).toBe('unknown');
    expect((await practice.target.settle(orderOf(gone.payload, 'delete', gone))).kind).toBe('written');
    expect((await practice.target.send(orderOf(gone.payload, 'delete', { ...gone, attempt: 2 }), ignore)).kind).toBe(
      'written',
    );

    const there = await deletionOf();
    practice.front.next(/^DELETE/, dropBefore);
    expect((await practice.target.send(orderOf(there.payload, 'delete', there), ignore)).kind).toBe('unknown');
    expect(await practice.target.settle(orderOf(there.payload, 'delete', there))).toEqual({ kind: 'absent' });
  });
});

describe('every write', () => {
  it.each([
    [
      'a spent allowance',
      reply(403, refusal('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.')),
      'not-sent',
      'rate-limited',
      60_000,
    ],
    [
      'a locked row',
      reply(400, refusal('UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access')),
      'not-sent',
      'upstream',
      2_000,
    ],
    ['an unavailable server', reply(503, refusal('SERVER_UNAVAILABLE', 'down')), 'not-sent', 'upstream', 5_000],
    [
      'an ended session',
      reply(401, refusal('INVALID_SESSION_ID', 'Session expired or invalid')),
      'not-sent',
      'not-connected',
      null,
    ],
    ['a maintenance page', reply(503, '<html>Maintenance</html>'), 'unknown', 'upstream', undefined],
    ['a captive portal', reply(200, '<html>Guest network</html>'), 'unknown', 'upstream', undefined],
    ['a proxy’s refusal', reply(403, '<html>Blocked</html>'), 'unknown', 'upstream', undefined],
    [
      'a missing right',
      reply(403, refusal('INSUFFICIENT_ACCESS_OR_READONLY', 'no')),
      'refused',
      'not-allowed',
      undefined,
    ],
  ])('tells %s for what it is', async (_, fault, kind, problemKind, retryAfterMs) => {
    practice.front.next(/^PATCH/, fault);
    const sent = await practice.target.send(orderOf(createCase(), 'keyed-create'), ignore);
    expect(sent.kind).toBe(kind);
    expect(problemOf(sent)?.kind).toBe(problemKind);
    if (sent.kind === 'not-sent') expect(sent.retryAfterMs).toBe(retryAfterMs);
  });

  it('at which Salesforce breaks is tried again, given up the third time, and told as done if it was done all the same', async () => {
    const broken = reply(500, refusal('UNKNOWN_EXCEPTION', 'An unexpected error occurred.'));
    const brokenAfter: Fault = async (exchange) => {
      await exchange.forward();
      await broken(exchange);
    };
    for (const [fault, attempt, kind] of [
      [broken, 1, 'not-sent'],
      [broken, 3, 'refused'],
      [brokenAfter, 3, 'written'],
    ] as const) {
      practice.front.next(/^PATCH/, fault);
      expect((await practice.target.send(orderOf(createCase(), 'keyed-create', { attempt }), ignore)).kind).toBe(kind);
      const orders = [1, 2].map(() => orderOf(createCase(), 'keyed-create', { attempt }));
      practice.front.next(/^POST .*composite/, fault);
      const sent = await practice.target.together?.send(orders, ignore);
      expect(sent?.map((each) => each.kind)).toEqual([kind, kind]);
    }
  });

  it('that may not be repeated is unknown, not unsent, when the server is unavailable', async () => {
    const [parent] = await practice.rows(soql`SELECT Id FROM Case LIMIT 1`);
    const payload = payloadOf({ object: 'CaseComment', fields: { ParentId: String(parent?.Id), CommentBody: 'x' } });
    practice.front.next(/^POST/, reply(503, refusal('SERVER_UNAVAILABLE', 'down')));
    expect((await practice.target.send(orderOf(payload, 'append'), ignore)).kind).toBe('unknown');
  });

  it('for another org than the connection’s is refused, unsent', async () => {
    practice.front.seen.length = 0;
    const payload = { ...createCase(), org: '00D5e000000abcdEAA' };
    expect(await practice.target.send(orderOf(payload, 'keyed-create'), ignore)).toMatchObject({
      kind: 'refused',
      problem: { kind: 'not-allowed' },
    });
    expect(practice.front.seen).toEqual([]);
  });

  it('waits when there is no connection, and so does looking', async () => {
    const problem = toProblem('not-connected', 'Log in first.', { next: 'reconnect' });
    const offline = createSalesforceTarget(() => problem);
    expect(await offline.send(orderOf(createCase(), 'keyed-create'), ignore)).toEqual({
      kind: 'not-sent',
      problem,
      retryAfterMs: null,
    });
    expect(await offline.settle(orderOf(createCase(), 'keyed-create'))).toEqual({ kind: 'unreachable', problem });
    await expect(offline.readRecord('x', 'Case', 'y', [])).rejects.toMatchObject({ problem });
  });

  it('that is written stays written when it cannot be read back', async () => {
    practice.front.next(/^GET .*Countersign_Key__c|^GET .*FROM Case/, hang, 2);
    const payload = createCase();
    const sent = await practice.target.send(orderOf(payload, 'keyed-create'), ignore);
    expect(sent).toMatchObject({ kind: 'written', result: { fields: payload.fields } });
  });
});
