import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { call as callRoute } from '@orpc/server';
import { expect, test } from 'vitest';
import type { Console } from '../../electron/console/start-console.ts';
import type { JournalProgress } from '../../shared/contract/views.ts';
import type { FieldValues } from '../../shared/model/field-value.ts';
import type { Rejection } from '../../shared/model/proposal.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import {
  allProposals,
  asks,
  callEvent,
  danaCalls,
  deliver,
  sam,
  testConsole,
  testOrg,
} from '../support/test-console.ts';

/** Changes the file behind the console's back, as somebody with the disk in their hands would. */
function tamper(folder: string, statement: string): void {
  const raw = new DatabaseSync(join(folder, 'countersign.db'));
  raw.exec('DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete; PRAGMA foreign_keys = OFF');
  raw.exec(statement);
  raw.close();
}

async function verified(running: Console) {
  const steps: JournalProgress[] = [];
  for await (const step of await callRoute(running.router.journal.verify, undefined)) steps.push(step);
  expect(steps.map(({ checked }) => checked)).toEqual(steps.map(({ checked }) => checked).toSorted((a, b) => a - b));
  return steps.at(-1)?.verdict;
}

async function decide(running: Console, decision: FieldValues | Rejection['preset'] | null): Promise<void> {
  const of = (await allProposals(running)).at(-1);
  if (!of) throw new Error('nothing was proposed');
  if (typeof decision === 'string')
    await running.proposals.reject(of.id, of.revision, { preset: decision, text: '' }, sam);
  else await running.proposals.approve(of.id, of.revision, decision, sam);
  await running.idle();
}

test('the window finds where a byte was changed, where the end was cut off, and shows the entries beside it', async () => {
  const folder = temporaryFolder();
  const running = await testConsole(await testOrg(), folder);
  await deliver(running, callEvent('start', danaCalls()), asks('t1', 'update_contact', { email: 'dana@new.example' }));
  await decide(running, null);
  const whole = await verified(running);
  expect(whole).toMatchObject({ ok: true, problem: null });
  const last = whole?.entries ?? 0;

  tamper(folder, "UPDATE journal_values SET value = 'x' || substr(value, 2) WHERE seq = 3");
  expect(await verified(running)).toMatchObject({
    ok: false,
    at: 3,
    problem: expect.stringContaining('values of entry 3'),
  });
  const beside = { text: '', around: 3, before: null };
  const { entries } = await callRoute(running.router.journal.search, beside);
  expect(entries.find(({ seq }) => seq === 3)?.detail).toEqual({ unreadable: expect.stringMatching(/^x/) });

  const other = temporaryFolder();
  const second = await testConsole(await testOrg(), other);
  await deliver(second, callEvent('start', danaCalls()), asks('t1', 'update_contact', { email: 'dana@new.example' }));
  await decide(second, null);
  await second.stop();
  tamper(other, `DELETE FROM journal_values WHERE seq > ${last - 2}; DELETE FROM journal WHERE seq > ${last - 2}`);
  const reopened = await testConsole(await testOrg(), other);
  expect(await verified(reopened)).toMatchObject({
    ok: false,
    problem: expect.stringMatching(/head names|was cut off/),
  });
});

test('edits and rejections are counted by platform, action and input, with cases and the repair where the platform has it', async () => {
  const running = await testConsole(await testOrg());
  await deliver(running, callEvent('start', danaCalls()));
  for (const [index, priority] of ['Low', 'Medium', 'Low'].entries()) {
    await deliver(running, asks(`c${index}`, 'create_case', { subject: `Lamp ${index} is broken`, priority }));
    await decide(running, { Priority: 'High' });
  }
  for (const preset of ['wrong-record', 'wrong-record', 'not-said'] as const) {
    await deliver(running, asks(`r ${preset} ${Math.random()}`, 'update_contact', { title: `CEO ${Math.random()}` }));
    await decide(running, preset);
  }
  const { decided, edited, rejected, rows } = await callRoute(running.router.corrections.figures, {});
  expect({ decided, edited, rejected }).toEqual({ decided: 6, edited: 3, rejected: 3 });
  const input = rows.find((row) => row.input?.field === 'Priority');
  expect(input).toMatchObject({
    platform: 'vapi',
    action: 'create_case',
    input: { name: 'priority' },
    decided: 3,
    corrected: 3,
    examples: [
      { before: 'Low', after: 'High', by: sam.name, callName: 'Dana Reyes' },
      { before: 'Medium', after: 'High' },
      { before: 'Low', after: 'High' },
    ],
    repairs: [{ kind: 'fix', here: { action: 'create_case', input: 'priority', fixed: 'High' } }],
  });
  expect(input?.repairs[0]?.where).toContain('"key": "priority"');
  const action = rows.find((row) => row.input === null);
  expect(action).toMatchObject({
    action: 'update_contact',
    decided: 3,
    corrected: 3,
    reasons: [
      { preset: 'wrong-record', count: 2 },
      { preset: 'not-said', count: 1 },
    ],
    repairs: [{ kind: 'lookup', title: 'Add a look-up step', here: null }],
  });
  const cases = await callRoute(running.router.corrections.cases, {
    platform: 'vapi',
    action: 'create_case',
    field: 'Priority',
  });
  expect(cases).toHaveLength(3);
  const none = await callRoute(running.router.corrections.figures, { to: 1 });
  expect(none).toEqual({ decided: 0, edited: 0, rejected: 0, rows: [] });
});
