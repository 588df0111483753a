import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Payload } from '../../shared/model/payload.ts';
import { orderOf, type PracticeConnection, startPracticeConnection } from '../support/practice-connection.ts';
import { fc } from '../support/properties.ts';

let practice: PracticeConnection;

beforeAll(async () => {
  practice = await startPracticeConnection(5_000);
  await practice.connection.describeObject('Case');
});

afterAll(() => practice.close());

/** Words of an agent that would do something if they were taken for more than words. */
const hostileText = fc.oneof(
  fc.constantFrom(
    '../../query?q=SELECT+Id+FROM+User',
    "x' OR Name != '",
    '00D000000000001!AQ\r\nX-Evil: 1',
    '%2e%2e%2f',
    '<img src=x onerror=alert(1)>',
    '{"Id":"001"}',
    '@{ref.id}',
    '\u202Eetad',
    '\uD800',
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

function caseWith(proposal: string, Subject: string): Payload {
  return { org: practice.orgId, proposal, operation: 'create', object: 'Case', recordId: null, fields: { Subject } };
}

/** The only place a write may go: the key of one case. */
const keyPath = /^\/services\/data\/v66\.0\/sobjects\/Case\/Countersign_Key__c\/[^/?#]+$/;

describe('values from outside', () => {
  it('reach Salesforce as values, and nothing else with them', async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(hostileText, async (subject) => {
        count += 1;
        practice.front.seen.length = 0;
        await practice.target.send(orderOf(caseWith(`value-${count}`, subject), 'keyed-create'), () => {});
        const [write, ...others] = practice.front.seen.filter((each) => each.method !== 'GET');
        expect(others).toEqual([]);
        expect(write?.path).toBe(`/services/data/v66.0/sobjects/Case/Countersign_Key__c/value-${count}`);
        expect(JSON.parse(write?.body ?? '')).toEqual({ Subject: subject });
        expect(write?.headers).not.toHaveProperty('x-evil');
      }),
      { numRuns: 60 },
    );
  });

  it('cannot leave their place in a path', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, async (key) => {
        practice.front.seen.length = 0;
        const sent = await practice.target.send(orderOf(caseWith(key, 'x'), 'keyed-create'), () => {});
        const writes = practice.front.seen.filter((each) => each.method !== 'GET');
        if (writes.length === 0) expect(sent.kind).toBe('refused');
        for (const write of writes) expect(write.path).toMatch(keyPath);
      }),
      { numRuns: 60 },
    );
  });

  it('are no record ids, objects or fields unless they are', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, async (text) => {
        practice.front.seen.length = 0;
        const update = { ...caseWith('p', 'x'), operation: 'update', recordId: text } as const;
        expect((await practice.target.send(orderOf(update, 'absolute-update'), () => {})).kind).toBe('refused');
        await expect(practice.target.readRecord(practice.orgId, 'Case', text, ['Subject'])).rejects.toThrow();
        await expect(
          practice.target.readRecord(practice.orgId, 'Case', '500000000000001AAA', [text]),
        ).rejects.toThrow();
        await expect(practice.target.readRecord(practice.orgId, text, '500000000000001AAA', [])).rejects.toThrow();
        expect(practice.front.seen.every((each) => each.method === 'GET' && !each.path.includes('/query'))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
