import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { utterancesOf } from '../../electron/calls/call-store.ts';
import { searchJournal } from '../../electron/journal/search-journal.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import {
  allProposals,
  approved,
  asks,
  callEvent,
  danaCalls,
  deliver,
  sam,
  says,
  testConsole,
  testOrg,
  theProposal,
} from '../support/test-console.ts';

const start = callEvent('start', danaCalls());

/** Resolves when the store says so; waits for its changes, not for time. */
async function until(running: Awaited<ReturnType<typeof testConsole>>, holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds()))
    await new Promise<void>((resolve) => {
      const stop = running.store.onChange(() => {
        stop();
        resolve();
      });
    });
}

describe('an org in trouble', () => {
  test.each([
    ['answers 500', { kind: 'status', status: 500 }],
    ['answers with an HTML page', { kind: 'html', status: 503 }],
    ['cuts the line', { kind: 'reset-before-commit' }],
  ] as const)('that %s loses nothing: the card says what happened and is read again', async (_what, fault) => {
    const org = await testOrg();
    const running = await testConsole(org);
    await deliver(running, start);
    org.faults.add({ match: { path: '/sobjects/Contact/describe' }, times: 1, fault });
    org.faults.add({ match: { path: '/sobjects/Case/describe' }, times: 1, fault });
    await deliver(running, asks('t1', 'create_case', { subject: 'S' }));
    const of = await theProposal(running, 'create_case');
    // A line that was cut is seen to be whole again by itself; of anything else the card tells.
    if (of.readiness.state !== 'ready') {
      expect(of.readiness).toMatchObject({
        state: 'blocked',
        problem: { message: expect.stringMatching(/Salesforce/) },
      });
      await running.proposals.reopen(of.id, of.revision);
      await running.idle();
    }
    expect((await approved(running, await theProposal(running, 'create_case'))).status.state).toBe('written');
  });

  test('that loses its answer after the write is found to have written once', async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    await deliver(running, start, asks('t1', 'create_case', { subject: 'Only once' }));
    const of = await theProposal(running, 'create_case');
    org.faults.add({ match: { method: 'PATCH' }, fault: { kind: 'reset-after-commit' } });
    await running.proposals.approve(of.id, of.revision, null, sam);
    await until(running, async () => (await theProposal(running, 'create_case')).status.state === 'written');
    expect((await theProposal(running, 'create_case')).status).toMatchObject({ result: { settled: true } });
    expect(org.effects().filter((effect) => effect.fields.Subject === 'Only once')).toHaveLength(1);
  });

  test('that is not there at the start does not keep calls from being heard', async () => {
    const server = createServer((_request, response) => response.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const gone = { url: `http://127.0.0.1:${port}`, accessToken: '00D!x' };
    const running = await testConsole({ ...(await testOrg()), ...gone });
    await deliver(
      running,
      start,
      says(1, 'caller', 'Hello?'),
      asks('t1', 'update_contact', { email: 'a@example.com' }),
    );
    const [of] = await allProposals(running);
    expect(of?.readiness).toMatchObject({ state: 'blocked', problem: { kind: 'not-connected' } });
    expect(running.orgs.connection()).toMatchObject({
      state: 'disconnected',
      message: expect.stringMatching(/Salesforce|org/),
    });
  });
});

describe('a caller', () => {
  test('whom the org did not find for want of an answer is looked up again by itself', {
    timeout: 20_000,
  }, async () => {
    const org = await testOrg();
    const running = await testConsole(org);
    org.faults.add({ match: { path: '/search' }, times: 1, fault: { kind: 'status', status: 500 } });
    org.faults.add({ match: { path: '/query' }, times: 1, fault: { kind: 'status', status: 500 } });
    await deliver(running, start);
    const caller = async () =>
      (await running.store.db.selectFrom('calls').select('body').executeTakeFirstOrThrow()).body;
    expect(await caller()).toContain('"state":"unavailable"');
    await until(running, async () => (await caller()).includes('"state":"matched"'));
  });
});

describe('the end of a console', () => {
  test('waits for nothing that an org does not answer: what it was asked is cut off, and asked again after the restart', {
    timeout: 15_000,
  }, async () => {
    const org = await testOrg();
    const folder = temporaryFolder();
    const first = await testConsole(org, folder);
    const asked = new Promise<void>((resolve) => {
      const take = org.faults.take;
      org.faults.take = (request) => {
        if (request.path.includes('/search')) resolve();
        return take(request);
      };
    });
    org.faults.add({ match: { path: '/search' }, times: 9, fault: { kind: 'late-commit', ms: 60_000 } });
    await first.desk.deliver(start);
    await asked;
    await first.stop();
    org.faults.clear();
    const second = await testConsole(org, folder);
    await until(second, async () => {
      const { body } = await second.store.db.selectFrom('calls').select('body').executeTakeFirstOrThrow();
      return body.includes('"state":"matched"');
    });
  });
});

describe('a restart', () => {
  test('keeps what was heard, proposed and decided, and sends what was approved but not sent', async () => {
    const org = await testOrg();
    const folder = temporaryFolder();
    const first = await testConsole(org, folder);
    await deliver(first, start, says(1, 'caller', 'Hi, this is Dana.'), asks('t1', 'create_case', { subject: 'Kept' }));
    const of = await theProposal(first, 'create_case');
    org.faults.add({ match: { method: 'PATCH' }, times: 1, fault: { kind: 'lock' } });
    await first.proposals.approve(of.id, of.revision, null, sam);
    await first.idle();
    expect((await theProposal(first, 'create_case')).status.state).toBe('approved');
    await first.stop();
    const second = await testConsole(org, folder);
    await second.idle();
    const kept = await theProposal(second, 'create_case');
    expect(kept.status.state).toBe('written');
    expect((await utterancesOf(second.store.db, kept.call ?? '')).map(({ text }) => text)).toEqual([
      'Hi, this is Dana.',
    ]);
    expect(org.effects().filter((effect) => effect.fields.Subject === 'Kept')).toHaveLength(1);
  });

  test('goes on with a practice call where it was', async () => {
    const org = await testOrg();
    const folder = temporaryFolder();
    const first = await testConsole(org, folder);
    await first.replay.startPractice('dana-reyes', 1, 20_000);
    await until(first, async () => (await first.store.db.selectFrom('utterances').select('id').execute()).length >= 2);
    await first.stop();
    const before = (await (await testConsole(org, temporaryFolder())).store.revision()) >= 0;
    expect(before).toBe(true);
    const second = await testConsole(org, folder);
    const [source] = await second.store.db.selectFrom('call_sources').select('external_id').execute();
    expect(second.replay.isRunning(source?.external_id ?? '')).toBe(true);
    const keys = await second.store.db.selectFrom('utterances').select('key').execute();
    expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length);
  });
});

describe('a secret spoken in a call', () => {
  test('is in no file, journal, log or view of the console', async () => {
    const folder = temporaryFolder();
    const logs: string[] = [];
    const running = await testConsole(await testOrg(), folder, logs);
    await deliver(
      running,
      start,
      says(1, 'caller', 'My card is 4111 1111 1111 1111 and the security code is 737.'),
      says(2, 'agent', 'What is your PIN?'),
      says(3, 'caller', '9 4 1 7'),
      says(4, 'caller', 'Please log a complaint about my payment, my password is Zebra!Quilt42.'),
      asks('t1', 'create_case', {
        subject: 'Card 4111111111111111',
        description: 'CVV 737, password Zebra!Quilt42, pin 9417',
      }),
    );
    await approved(running, await theProposal(running, 'create_case'));
    const shown = JSON.stringify([
      await allProposals(running),
      await searchJournal(running.store, { text: '', before: null }),
    ]);
    await running.stop();
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    for (const secret of ['4111 1111 1111 1111', '4111111111111111', '9 4 1 7', 'Zebra!Quilt42']) {
      for (const text of [shown, logs.join('\n'), ...files]) expect(text.includes(secret), secret).toBe(false);
    }
    // As a word: ids and hashes hold these digits now and then.
    expect(shown).not.toMatch(/\b737\b/);
  });
});
