import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../electron/practice/org/control/faults.ts';
import type { PracticeOrg } from '../../electron/practice/org/practice-org.ts';
import { startPracticeOrg } from '../../electron/practice/org/start-practice-org.ts';
import { openConnection } from '../../electron/salesforce/open-connection.ts';
import { readRecord } from '../../electron/salesforce/records/read-record.ts';
import type { SalesforceConnection } from '../../electron/salesforce/salesforce-connection.ts';
import { createSalesforceTarget } from '../../electron/salesforce/salesforce-target.ts';
import { queryPage } from '../../electron/salesforce/search/query.ts';
import { soql } from '../../electron/salesforce/search/soql.ts';
import type { Payload } from '../../shared/model/payload.ts';
import type { Target, WriteOrder } from '../../shared/model/target.ts';
import { orderOf } from '../support/practice-connection.ts';

const TIMEOUT_MS = 250;

/** What may happen to one request; several may happen to one write. */
const FAULTS: readonly Fault[] = [
  { kind: 'reset-before-commit' },
  { kind: 'reset-after-commit' },
  { kind: 'delay', ms: 20 },
  { kind: 'late-commit', ms: 600 },
  { kind: 'slow-body', ms: 600 },
  { kind: 'status', status: 401 },
  { kind: 'status', status: 403 },
  { kind: 'status', status: 412 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503 },
  { kind: 'lock' },
  { kind: 'html', status: 502 },
];

let org: PracticeOrg;
let connection: SalesforceConnection;
/** For what is prepared and looked up around the writes: patient, whatever else the machine is doing. */
let calm: SalesforceConnection;
let target: Target;
let orgId: string;

beforeAll(async () => {
  org = await startPracticeOrg({});
  connection = openConnection({
    instanceUrl: org.url,
    accessToken: org.accessToken,
    timeoutMs: TIMEOUT_MS,
    refresh: async () => org.accessToken,
  });
  calm = openConnection({ instanceUrl: org.url, accessToken: org.accessToken });
  target = createSalesforceTarget(
    () => ({ ...connection, identity: calm.identity, describeObject: calm.describeObject }),
    { wait: async () => {} },
  );
  orgId = (await calm.identity()).id;
  for (const object of ['Case', 'CaseComment', 'Contact']) await calm.describeObject(object);
});

afterAll(async () => {
  connection.close();
  calm.close();
  await org.stop();
});

/** Pseudo-random, so that a failing run can be repeated by its seed. */
function random(seed: number): () => number {
  let state = seed * 2654435761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}

type Ended = 'written' | 'refused' | 'conflict' | 'needs-person';

/** The executor's loop in short: send, look where the answer was lost, send again only what is proved absent. */
async function carryOut(
  payload: Payload,
  writeClass: WriteOrder['writeClass'],
  seen: WriteOrder['seen'],
): Promise<Ended> {
  for (let attempt = 1; attempt < 20; attempt += 1) {
    const order = orderOf(payload, writeClass, { seen, attempt });
    const sent = await target.send(order, () => {});
    if (sent.kind === 'written' || sent.kind === 'refused' || sent.kind === 'conflict') return sent.kind;
    if (sent.kind === 'not-sent') continue;
    const settled = await look(order);
    if (settled !== 'absent') return settled;
  }
  throw new Error('never ended');
}

async function look(order: WriteOrder): Promise<Ended | 'absent'> {
  for (;;) {
    const settled = await target.settle(order);
    if (settled.kind === 'unclear') return 'needs-person';
    if (settled.kind !== 'unreachable') return settled.kind;
  }
}

const idOf = async (query: ReturnType<typeof soql>) => String((await queryPage(calm, query)).rows[0]?.Id);

/** Writes of each class, and which committed effects are theirs. */
async function orderFor(kind: number, seed: number) {
  const proposal = `proposal-${seed}`;
  const base = { org: orgId, proposal, recordId: null, operation: 'create' } as const;
  if (kind === 0) {
    const payload: Payload = { ...base, object: 'Case', fields: { Subject: `Case ${seed}`, Origin: 'Phone' } };
    return { payload, writeClass: 'keyed-create', seen: null } as const;
  }
  if (kind === 1) {
    const recordId = await idOf(soql`SELECT Id FROM Contact WHERE LastName = ${'Reyes'} AND FirstName = ${'Dana'}`);
    const seen = (await readRecord(calm, 'Contact', recordId, ['Department']))?.snapshot ?? null;
    const payload: Payload = {
      ...base,
      operation: 'update',
      object: 'Contact',
      recordId,
      fields: { Department: `Department ${seed}` },
    };
    return { payload, writeClass: 'absolute-update', seen } as const;
  }
  if (kind === 2) {
    const created = await calm.request({
      method: 'POST',
      path: ['sobjects', 'Case'],
      body: { Subject: `To comment ${seed}` },
    });
    const ParentId =
      typeof created.body === 'object' && created.body && 'id' in created.body ? String(created.body.id) : '';
    const payload: Payload = { ...base, object: 'CaseComment', fields: { ParentId, CommentBody: `Comment ${seed}` } };
    return { payload, writeClass: 'append', seen: null } as const;
  }
  const created = await calm.request({
    method: 'POST',
    path: ['sobjects', 'Case'],
    body: { Subject: `To delete ${seed}` },
  });
  const recordId =
    typeof created.body === 'object' && created.body && 'id' in created.body ? String(created.body.id) : '';
  const seen = (await readRecord(calm, 'Case', recordId, ['Subject']))?.snapshot ?? null;
  const payload: Payload = { ...base, operation: 'delete', object: 'Case', recordId, fields: {} };
  return { payload, writeClass: 'delete', seen } as const;
}

function effectsOf(payload: Payload, after: number) {
  return org.effects(after).filter((effect) => {
    if (effect.object !== payload.object || effect.operation !== payload.operation) return false;
    if (payload.recordId !== null && effect.id !== payload.recordId) return false;
    return Object.entries(payload.fields).every(([name, value]) => effect.fields[name] === value);
  });
}

type Outcome = { seed: number; ended: Ended; effects: () => number };

/** What contradicts the promise: one effect for a written proposal, none for a refused one, never two. */
function broken(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap(({ seed, ended, effects }) => {
    const count = effects();
    const kept = { written: count === 1, refused: count === 0, conflict: count === 0, 'needs-person': count <= 1 }[
      ended
    ];
    return kept ? [] : [`seed ${seed}: ${ended} with ${count} effects`];
  });
}

describe('every approved write', () => {
  it('has one effect, or none and says so, whatever happens to its requests', async () => {
    const outcomes: Outcome[] = [];
    for (let seed = 1; seed <= 80; seed += 1) {
      const next = random(seed);
      const { payload, writeClass, seen } = await orderFor(seed % 4, seed);
      const before = org.effects().at(-1)?.seq ?? 0;
      const method: Partial<Record<Payload['operation'], string>> = {
        create: writeClass === 'keyed-create' ? 'PATCH' : 'POST',
        update: 'PATCH',
        delete: 'DELETE',
        read: 'GET',
      };
      for (let count = 0; count < 1 + Math.floor(next() * 3); count += 1) {
        const fault = FAULTS[Math.floor(next() * FAULTS.length)];
        // Some of them meet a read before or after the write instead.
        if (fault)
          org.faults.add({ fault, match: { method: next() < 0.7 ? (method[payload.operation] ?? 'GET') : 'GET' } });
      }
      const ended = await carryOut(payload, writeClass, seen);
      org.faults.clear();
      outcomes.push({ seed, ended, effects: () => effectsOf(payload, before).length });
    }
    expect(outcomes.filter((each) => each.ended === 'written').length).toBeGreaterThan(40);
    // Commits that came after their client had given up are in by the time this one is.
    await calm.request({ method: 'POST', path: ['sobjects', 'Case'], body: { Subject: 'Last' } });
    expect(broken(outcomes)).toEqual([]);
  });
});
