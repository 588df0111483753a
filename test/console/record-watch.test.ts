import { call } from '@orpc/server';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createRecordWatch } from '../../electron/console/records/record-watch.ts';
import type { Console } from '../../electron/console/start-console.ts';
import { openConnection } from '../../electron/salesforce/open-connection.ts';
import type { SalesforceConnection } from '../../electron/salesforce/salesforce-connection.ts';
import type { RecordWatchState } from '../../shared/contract/record-watch-contract.ts';
import { bulkBar } from '../../shared/model/bulk.ts';
import { changedElsewhere, diffProposal } from '../../shared/model/diff.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { rowsOf } from '../support/org-requests.ts';
import {
  approved,
  asks,
  callEvent,
  danaCalls,
  deliver,
  looked,
  sam,
  testConsole,
  testOrg,
  theProposal,
} from '../support/test-console.ts';

type TestOrg = Awaited<ReturnType<typeof testOrg>>;

const start = callEvent('start', danaCalls());
const update = () => asks('t1', 'update_contact', { email: 'dana@example.com', phone: '+14155550177' });

/** Somebody else saves the record in Salesforce. */
async function changes(org: TestOrg, of: Proposal, fields: Record<string, unknown>): Promise<void> {
  const answer = await fetch(`${org.url}/services/data/v66.0/sobjects/Contact/${of.record?.id}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${org.accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(fields),
  });
  expect(answer.status).toBe(204);
}

/** Opens the card of a proposal, as a window does; answers with what it is told so far. */
async function opened(running: Console, of: Proposal): Promise<RecordWatchState[]> {
  const leaving = new AbortController();
  onTestFinished(() => leaving.abort());
  const told: RecordWatchState[] = [];
  const states = await call(running.router.recordWatch.follow, { proposal: of.id }, { signal: leaving.signal });
  void (async () => {
    for await (const state of states) told.push(state);
  })();
  return told;
}

const patient = { timeout: 10_000, interval: 50 };
const proposal = (running: Console) => theProposal(running, 'update_contact');

describe('the record of an open card', () => {
  test('is watched: what others change is shown as it happens, safe or in conflict', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    await deliver(running, start, update());
    const before = await proposal(running);
    const told = await opened(running, before);
    await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ how: 'told', calls: [] }), patient);

    await changes(org, before, { Department: 'Showroom' });
    await vi.waitFor(async () => expect((await proposal(running)).current).not.toBeNull(), patient);
    const safe = await proposal(running);
    expect(changedElsewhere(safe)).toEqual(['Department']);
    expect(safe.base?.fields.Department).not.toBe('Showroom');
    expect(safe).toMatchObject({ status: { conflict: null }, current: { modifiedBy: expect.any(String) } });
    await expect(running.proposals.approve(before.id, before.revision, null, sam)).rejects.toThrow(
      'changed while you were looking',
    );

    await changes(org, before, { Email: 'dana@elsewhere.example' });
    await vi.waitFor(
      async () => expect((await proposal(running)).status).toMatchObject({ conflict: ['Email'] }),
      patient,
    );
    const both = await proposal(running);
    expect(
      diffProposal(both)
        .filter((row) => row.conflict)
        .map(({ field }) => field),
    ).toEqual(['Email']);
    expect(changedElsewhere(both)).toEqual(['Department']);

    // Keep theirs for the address, ours for the rest.
    await running.proposals.approve(both.id, both.revision, { Email: 'dana@elsewhere.example' }, sam);
    await running.idle();
    const written = await proposal(running);
    expect(written.status).toMatchObject({ state: 'written', result: { fields: { Phone: '+1 415 555 0177' } } });
  });

  test('is asked every few seconds where the org does not tell of changes, and answers in a few bytes', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    await deliver(running, start, update());
    const of = await proposal(running);
    const open = openConnection({ instanceUrl: org.url, accessToken: org.accessToken });
    onTestFinished(() => open.close());
    const asked: number[] = [];
    const connection: SalesforceConnection = {
      ...open,
      request: async (wanted) =>
        wanted.base === 'cometd' ? { status: 404, headers: {}, body: undefined } : open.request(wanted),
      async read(wanted) {
        const answer = await open.read(wanted);
        if (wanted.path[0] === 'sobjects') asked.push(answer.status);
        return answer;
      },
    };
    const seen: unknown[] = [];
    const records = createRecordWatch({
      orgs: { connectionOf: () => connection, doubt: () => {} },
      proposals: { recordMoved: async ({ now }) => void seen.push(now.Department) },
      setTimer(ms, run) {
        const timer = setTimeout(run, ms / 20);
        return () => clearTimeout(timer);
      },
      log: () => {},
    });
    onTestFinished(() => records.stop());
    const record = { org: of.org, object: 'Contact', id: of.record?.id ?? '' };
    const close = records.open(record, () => {});
    await vi.waitFor(() => expect(asked).toContain(304), patient);
    expect(records.state(record)).toEqual({ how: 'asked', why: null });
    await changes(org, of, { Department: 'Showroom' });
    await vi.waitFor(() => expect(seen.at(-1)).toBe('Showroom'), patient);
    close();
  });

  test('tells of another live call about it', async () => {
    const running = await testConsole(await testOrg());
    await deliver(running, start, update());
    await deliver(running, callEvent('start', danaCalls(), 'call-2'));
    const told = await opened(running, await proposal(running));
    await vi.waitFor(() => expect(told.at(-1)?.calls).toMatchObject([{ name: 'Dana Reyes' }]), patient);
  });
});

describe('whose the record is', () => {
  test('is looked at once more where somebody else is calling: with their own record beside it', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    const [grace] = await rowsOf(org, "SELECT Id FROM Contact WHERE Name = 'Grace Ito'");
    const wanted = { object: 'Contact', record_id: grace.Id, fields: { Title: 'Founder' } };
    await deliver(running, start, asks('t1', 'update_object', wanted));
    const of = await theProposal(running, 'update_object');
    expect(of.recordMatch).toEqual({ certainty: 'unsure', reasons: ['Dana Reyes is calling, and it is not theirs'] });
    expect(of.candidates).toMatchObject([{ name: 'Dana Reyes' }]);
    expect(bulkBar(of, 'approve', null)).toBe('It is unsure whose record it is.');
    await expect(running.proposals.approve(of.id, of.revision, null, sam)).rejects.toThrow('Say first which it is');

    const right = await looked(running, of);
    expect(right.recordMatch).toEqual({ certainty: 'certain', reasons: ['chosen by the supervisor'] });
    expect((await approved(running, right)).status).toMatchObject({
      state: 'written',
      result: { record: { id: grace.Id } },
    });
  });
});
