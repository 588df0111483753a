import { call } from '@orpc/server';
import { describe, expect, test } from 'vitest';
import type { Console } from '../../electron/console/start-console.ts';
import type { BacktestProgress } from '../../shared/contract/rules-contract.ts';
import { blankRuleForm, type Rule, type RuleDraft, type RuleForm } from '../../shared/model/rule.ts';
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
const wantsPhone = (id: string, phone: string) => asks(id, 'update_contact', { phone });

function draft(of: Partial<Omit<RuleDraft, 'form'>> & { form?: Partial<RuleForm> }): RuleDraft {
  const { form, ...rest } = of;
  const told = { id: null, version: null, name: 'A rule', effect: 'auto-approve' as const, words: '', expression: '' };
  return { ...told, ...rest, form: rest.expression ? null : { ...blankRuleForm, ...form } };
}

/** Writes a rule and switches it on. */
async function inForce(running: Console, of: Parameters<typeof draft>[0]): Promise<Rule> {
  const saved = await call(running.router.rules.save, draft(of));
  expect(saved.enabled).toBe(false);
  const on = await call(running.router.rules.setEnabled, { id: saved.id, enabled: true });
  await running.idle();
  return on;
}

const ofContacts = { name: 'Contacts may change', form: { actions: ['update_contact'] } };

describe('a rule in force', () => {
  test('approves what it speaks of, in its own name, and the write goes the way of every write', async () => {
    const running = await testConsole(await testOrg());
    const rule = await inForce(running, ofContacts);
    await deliver(
      running,
      start,
      says(1, 'caller', 'My new number is 415 555 0177.'),
      wantsPhone('t1', '+14155550177'),
    );
    const of = await theProposal(running, 'update_contact');
    expect(of.status).toMatchObject({
      state: 'written',
      decision: { kind: 'approved', by: { kind: 'rule', rule: rule.id, name: 'Contacts may change' } },
    });
    expect(of.policy).toMatchObject({ effect: 'auto-approve', why: 'The rule “Contacts may change” approves it.' });
  });

  test('leaves what waited before it was switched on to people', async () => {
    const running = await testConsole(await testOrg());
    await deliver(running, start, wantsPhone('t1', '+14155550177'));
    await inForce(running, ofContacts);
    expect((await theProposal(running, 'update_contact')).status.state).toBe('waiting');
  });

  test('forbids what it blocks, waiting ones too, and tells the agent its words', async () => {
    const running = await testConsole(await testOrg());
    await deliver(running, start, wantsPhone('t1', '+14155550177'));
    await inForce(running, {
      effect: 'block',
      name: 'No phones',
      words: 'phones are changed on paper',
      form: { fields: ['Phone'] },
    });
    expect((await theProposal(running, 'update_contact')).status).toMatchObject({
      state: 'rejected',
      decision: { by: { kind: 'rule', name: 'No phones' }, rejection: { text: 'phones are changed on paper' } },
    });
  });

  test('never lets pass what a stricter one holds back, whichever was written first', async () => {
    const running = await testConsole(await testOrg());
    await inForce(running, ofContacts);
    await inForce(running, { effect: 'ask', name: 'Ask about phones', form: { fields: ['Phone'] } });
    await deliver(running, start, wantsPhone('t1', '+14155550177'));
    const of = await theProposal(running, 'update_contact');
    expect(of.status.state).toBe('waiting');
    expect(of.policy).toMatchObject({
      effect: 'ask',
      why: 'The rule “Ask about phones” asks for a person.',
      rules: [{ effect: 'ask' }, { effect: 'auto-approve' }],
    });
  });

  test('forbids an edit that makes a proposal into what it blocks', async () => {
    const running = await testConsole(await testOrg());
    await inForce(running, {
      effect: 'block',
      name: 'No 900 numbers',
      form: { newValue: { test: 'contains', text: '900' } },
    });
    await deliver(running, start, wantsPhone('t1', '+14155550177'));
    const of = await theProposal(running, 'update_contact');
    const edited = running.proposals.approve(of.id, of.revision, { Phone: '+19005550100' }, sam);
    await expect(edited).rejects.toThrow('The rule “No 900 numbers” forbids it.');
    expect((await theProposal(running, 'update_contact')).status.state).toBe('waiting');
  });

  test('that asks for two people sends nothing until a second one approved exactly the same', async () => {
    const running = await testConsole(await testOrg());
    await inForce(running, { effect: 'ask-two', name: 'Two for phones', form: { fields: ['Phone'] } });
    await deliver(running, start, wantsPhone('t1', '+14155550177'));
    const state = () => theProposal(running, 'update_contact');
    const once = await approved(running, await state());
    expect(once).toMatchObject({ status: { state: 'waiting' }, firstApproval: { name: 'Sam Ortiz' } });
    await expect(approved(running, once)).rejects.toThrow('another user of this org has to sign in for it');
    const kim = { kind: 'supervisor', user: '005000000000009AAA', name: 'Kim Doe' } as const;
    // Another value is another matter: the second person is its first.
    await running.proposals.approve(once.id, once.revision, { Phone: '+14155550199' }, kim);
    const other = await state();
    expect(other).toMatchObject({ status: { state: 'waiting' }, firstApproval: { name: 'Kim Doe' } });
    expect(await approved(running, other)).toMatchObject({
      status: { state: 'written', decision: { by: { name: 'Sam Ortiz' }, first: { name: 'Kim Doe' } } },
    });
  });

  test('is refused where its expression cannot be understood', async () => {
    const running = await testConsole(await testOrg());
    const saved = call(running.router.rules.save, draft({ expression: 'amount > 5' }));
    await expect(saved).rejects.toMatchObject({ data: { fields: [{ field: 'expression' }] } });
    expect(await call(running.router.rules.check, { expression: 'action ==' })).toMatchObject({
      problem: expect.stringMatching(/^At character/),
    });
  });

  test('is not changed over somebody else’s change', async () => {
    const running = await testConsole(await testOrg());
    const rule = await inForce(running, ofContacts);
    const old = draft({ ...ofContacts, id: rule.id, version: rule.version - 1 });
    await expect(call(running.router.rules.save, old)).rejects.toMatchObject({ data: { code: 'stale' } });
  });

  test('outlives a restart, as does switching off the one that ships', async () => {
    const org = await testOrg();
    const folder = temporaryFolder();
    const running = await testConsole(org, folder);
    await inForce(running, ofContacts);
    await call(running.router.rules.setEnabled, { id: 'own-records', enabled: false });
    await running.stop();
    const again = await testConsole(org, folder);
    const { rules } = await call(again.router.rules.list, undefined);
    expect(rules.filter(({ builtIn, id }) => !builtIn || id === 'own-records')).toMatchObject([
      { id: 'own-records', enabled: false },
      { name: 'Contacts may change', enabled: true },
    ]);
  });

  test('is in the journal, with what it was before', async () => {
    const running = await testConsole(await testOrg());
    await inForce(running, ofContacts);
    const { entries } = await call(running.router.journal.search, { text: '', before: null });
    const lines = entries.filter(({ kind }) => kind === 'rule.changed').map(({ summary }) => summary);
    expect(lines).toEqual([
      'the rule “Contacts may change” was switched on',
      'the rule “Contacts may change” was added',
    ]);
  });
});

describe('trust', () => {
  test('lets the same action pass for this call, until it is taken back', async () => {
    const running = await testConsole(await testOrg());
    await deliver(
      running,
      start,
      callEvent('s', {
        type: 'utterance.final',
        utterance: said('My number is 415 555 0177'),
      }),
    );
    await deliver(running, wantsPhone('t1', '+14155550177'));
    const first = (await allProposals(running)).find(({ action }) => action === 'update_contact');
    if (!first) throw new Error('nothing was proposed');
    const trusted = await call(running.router.rules.trust, { proposal: first.id, span: 'call' });
    expect(trusted).toMatchObject({ call: first.call, enabled: true, name: 'Update contact, this call' });
    await running.idle();
    expect((await allProposals(running)).find(({ id }) => id === first.id)?.status.state).toBe('waiting');
    await approved(running, first);
    await deliver(running, says(2, 'caller', 'Sorry, my number is 415 555 0188'), wantsPhone('t2', '+14155550188'));
    const states = (await allProposals(running)).filter(({ action }) => action === 'update_contact');
    expect(states.at(-1)?.policy?.rules).toMatchObject([{ rule: trusted.id }]);
    await call(running.router.rules.remove, { id: trusted.id });
    const { rules } = await call(running.router.rules.list, undefined);
    expect(rules.filter(({ builtIn }) => !builtIn)).toEqual([]);
  });

  test('does not go past a stricter rule, and says which', async () => {
    const running = await testConsole(await testOrg());
    await inForce(running, { effect: 'ask', name: 'Ask about phones', form: { fields: ['Phone'] } });
    await deliver(running, start, wantsPhone('t1', '+14155550177'));
    const of = await theProposal(running, 'update_contact');
    const trusted = call(running.router.rules.trust, { proposal: of.id, span: 'minutes' });
    await expect(trusted).rejects.toMatchObject({ data: { message: expect.stringContaining('“Ask about phones”') } });
  });
});

describe('a backtest', () => {
  test('tells how many decisions a rule would have passed, and lists those that people edited or rejected', async () => {
    const running = await testConsole(await testOrg());
    await deliver(running, start, wantsPhone('t1', '+14155550177'));
    await approved(running, await theProposal(running, 'update_contact'));
    await deliver(running, wantsPhone('t2', '+14155550188'));
    const second = (await allProposals(running)).find(({ status }) => status.state === 'waiting');
    if (!second) throw new Error('nothing waits');
    await running.proposals.approve(second.id, second.revision, { Phone: '+14155550100' }, sam);
    await running.idle();
    const found = await whole(running, draft(ofContacts));
    expect(found).toMatchObject({ finished: true, done: 2, total: 2, matched: 2, approved: 1, edited: 1, rejected: 0 });
    expect(found.cases).toMatchObject([{ proposal: second.id, kind: 'edited', by: 'Sam Ortiz' }]);
    // As it was proposed, not as a person made it.
    const asEdited = draft({ form: { newValue: { test: 'contains', text: '0100' } } });
    expect(await whole(running, asEdited)).toMatchObject({ matched: 0 });
    const block = draft({ effect: 'block', form: { actions: ['update_contact'] } });
    expect((await whole(running, block)).cases).toHaveLength(2);
  });
});

async function whole(running: Console, wanted: RuleDraft): Promise<BacktestProgress> {
  let last: BacktestProgress | null = null;
  for await (const told of await call(running.router.rules.backtest, wanted)) last = told;
  if (!last) throw new Error('the backtest told nothing');
  return last;
}

function said(text: string) {
  return { key: 'u1', seq: 1, party: 'caller' as const, text, startMs: 1000, endMs: null };
}
