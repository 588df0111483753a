import { call } from '@orpc/server';
import { expect, test } from 'vitest';
import { reverseOf } from '../../shared/model/undo.ts';
import { startApi } from '../platforms/api-server.ts';
import { approveNext, automated, draftFor, madeOutside, proposalOf, runIn } from '../support/automation-console.ts';
import { sampleFeed } from '../support/sample-feed.ts';
import { testConsole, testOrg } from '../support/test-console.ts';

const twilio = sampleFeed('twilio', {
  name: 'Twilio',
  options: {
    accountSid: 'AC00000000000000000000000000000001',
    fromNumber: '+14155550100',
    twimlUrl: 'https://example.com/agent',
  },
});

test('a contact made from outside becomes a proposed case and, once that is written, a call placed at Twilio', async () => {
  const org = await testOrg();
  const api = await startApi(() => ({ status: 201, body: { sid: 'CA1', status: 'queued' } }));
  const running = await testConsole(org);
  const { unguessable: _, ...feed } = { ...twilio, apiBase: api.base };
  await call(running.router.feeds.save, { feed, secrets: { authToken: 'token' } });
  await automated(
    running,
    draftFor(running, {
      name: 'Welcome',
      trigger: { kind: 'record-created', object: 'Contact', where: { match: 'all', tests: [], expression: null } },
      steps: [
        {
          kind: 'action',
          key: 'case',
          label: 'Open a case',
          action: 'create_case',
          object: null,
          record: null,
          values: [
            { field: 'Subject', value: 'Welcome {{record.FirstName}}' },
            { field: 'ContactId', value: '{{record.Id}}' },
          ],
          waits: true,
        },
        {
          kind: 'call',
          key: 'call',
          label: 'Call them',
          via: 'twilio',
          to: '{{record.Phone}}',
          from: '',
          agent: '',
          record: '{{record.Id}}',
          variables: [{ name: 'case', value: '{{steps.case.record}}' }],
          waits: true,
        },
      ],
    }),
  );

  const contact = await madeOutside(org, 'Contact', { FirstName: 'Noor', LastName: 'Haddad', Phone: '(415) 555-0190' });
  const started = await runIn(running, 'deciding');
  expect(started).toMatchObject({ startedBy: 'New contact: Noor Haddad', record: { id: contact }, at: 'Open a case' });
  const wanted = await approveNext(running, started);
  expect(wanted).toMatchObject({ action: 'create_case', askers: [{ kind: 'automation', name: 'Welcome' }] });
  expect(wanted.values.find(({ field }) => field === 'Subject')?.value).toBe('Welcome Noor');

  const calling = await runIn(running, 'deciding');
  expect(calling.at).toBe('Call them');
  const card = await proposalOf(running, calling);
  expect(card).toMatchObject({ operation: 'call', writeClass: 'append', record: { id: contact } });
  expect(card.values.map(({ label, value, display }) => `${label}: ${display ?? value}`)).toEqual([
    'To: +14155550190',
    'Through: Twilio',
    expect.stringMatching(/^case: 500/),
  ]);
  expect(card.consequences).toEqual([
    'Twilio calls Noor Haddad at +1 415 555 0190 from +1 415 555 0100. Who speaks: https://example.com/agent',
    'It cannot be undone: what went out cannot be called back.',
  ]);
  expect(api.requests).toEqual([]);
  await approveNext(running, calling);
  const done = await runIn(running, 'done');
  const cases = org.effects().filter(({ object }) => object === 'Case');
  expect(cases).toMatchObject([{ fields: { Subject: 'Welcome Noor', ContactId: contact } }]);
  expect(api.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /2010-04-01/Accounts/AC00000000000000000000000000000001/Calls.json',
  ]);
  expect(done.steps.map(({ key, state, told }) => `${key} ${state}: ${told}`)).toEqual([
    expect.stringMatching(/^case done: P-\d+ was written\.$/),
    expect.stringMatching(/^call done: P-\d+ was written\.$/),
  ]);
  const entry = await running.store.db
    .selectFrom('journal')
    .select(['actor', 'summary'])
    .where('proposal', '=', card.id)
    .where('kind', '=', 'write.written')
    .executeTakeFirst();
  expect(entry).toEqual({ actor: 'Twilio', summary: `${card.reference} Start call: took it, CA1` });
  const written = await proposalOf(running, done);
  expect(reverseOf(written)).toEqual({ kind: 'none', why: 'What went out cannot be called back.' });
  expect(done.steps[1]?.output).toMatchObject({ record: 'CA1', fields: { status: 'queued' } });
});
