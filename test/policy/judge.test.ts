import { describe, expect, it } from 'vitest';
import { toFacts } from '../../electron/policy/facts.ts';
import { compileRule, judge } from '../../electron/policy/judge.ts';
import type { Call } from '../../shared/model/call.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import type { Rule, RuleForm } from '../../shared/model/rule.ts';
import { sampleCall } from '../support/sample-call.ts';
import { sampleProposal, sampleSnapshot, sampleValue } from '../support/sample-proposal.ts';
import { sampleRule } from '../support/sample-rule.ts';

const place = { environment: 'production', timeZone: 'America/New_York' } as const;
/** A Monday, 09:30 in New York. */
const now = Date.UTC(2026, 5, 15, 13, 30);

const verdict = (rules: Rule[], of: Partial<Proposal> = {}, call: Call | null = sampleCall()) =>
  judge(toFacts(sampleProposal(of), call, place, now), rules.map(compileRule), now);

const passes = (form: Partial<RuleForm>, of: Partial<Proposal> = {}, call: Call | null = sampleCall()) =>
  verdict([sampleRule({ form })], of, call).effect === 'auto-approve';

const stops = (form: Partial<RuleForm>, of: Partial<Proposal> = {}) =>
  verdict([sampleRule({ effect: 'block', form })], of).effect === 'block';

describe('judge', () => {
  it('asks a person where no rule speaks', () => {
    expect(verdict([])).toEqual({ effect: 'ask', rules: [], why: 'No rule speaks of it.' });
  });

  it('lets the strictest rule that matches hold, whatever the order, and names all of them', () => {
    const rules = (['auto-approve', 'ask', 'block', 'ask-two'] as const).map((effect, at) =>
      sampleRule({ id: `r${at}`, name: effect, effect }),
    );
    const told = verdict(rules);
    expect(told.effect).toBe('block');
    expect(told.rules.map(({ effect }) => effect)).toEqual(['block', 'ask-two', 'ask', 'auto-approve']);
    expect(told.why).toBe('The rule “block” forbids it.');
    expect(verdict([...rules].reverse()).effect).toBe('block');
  });

  it('counts an expression that cannot be evaluated as ask, over a rule that approves, and says so', () => {
    const broken = sampleRule({ id: 'r2', name: 'Broken', expression: 'changes[7].new == 1' });
    const told = verdict([sampleRule(), broken]);
    expect(told.effect).toBe('ask');
    expect(told.why).toMatch(/“Broken” could not be read, so a person is asked/);
    expect(told.rules[0]?.failed).toBeTruthy();
  });

  it('counts an expression that says neither yes nor no as ask', () => {
    expect(verdict([sampleRule(), sampleRule({ id: 'r2', expression: 'size(fields)' })]).effect).toBe('ask');
  });

  it('lets what only an automation asked for pass by a rule that names automations, and by no other', () => {
    const { askers } = sampleProposal();
    const ofAutomation = askers.map((each) => ({ ...each, kind: 'automation' as const }));
    const byAutomation = { askers: ofAutomation };
    for (const of of [byAutomation, { ...byAutomation, call: null }]) {
      expect(passes({}, of)).toBe(false);
      expect(passes({ sources: ['automation', 'agent'] }, of)).toBe(true);
      expect(passes({ sources: ['agent'] }, of)).toBe(false);
    }
    const told = verdict([sampleRule({ name: 'Phones' })], byAutomation);
    expect(told.why).toMatch(/^The rule “Phones” would approve it, but may not: an automation asked for it/);
    const named = sampleRule({ id: 'r2', name: 'Named', expression: '"automation" in sources' });
    expect(verdict([sampleRule(), named], byAutomation).why).toBe('The rule “Named” approves it.');
    expect(passes({}, { askers: [...ofAutomation, ...askers] })).toBe(true);
  });

  it('does not ask rules that are off, over, of another call, or newer than what they would approve', () => {
    expect(verdict([sampleRule({ enabled: false })]).effect).toBe('ask');
    expect(verdict([sampleRule({ expiresAt: now })]).effect).toBe('ask');
    expect(verdict([sampleRule({ expiresAt: now + 1 })]).effect).toBe('auto-approve');
    expect(verdict([sampleRule({ call: 'c2' })]).effect).toBe('ask');
    expect(verdict([sampleRule({ call: 'c1' })]).effect).toBe('auto-approve');
    expect(verdict([sampleRule({ since: 2 })], { createdAt: 1 }).effect).toBe('ask');
    expect(verdict([sampleRule({ effect: 'block', since: 2 })], { createdAt: 1 }).effect).toBe('block');
  });

  it.each<[string, Partial<Proposal>, Call | null]>([
    ['of no call', { call: null }, null],
    ['asked for by somebody unverified', { askers: [{ ...agent(), unverified: true }] }, sampleCall()],
    ['of an unsigned platform', {}, sampleCall({ sources: [{ ...source(), unverified: true }] })],
    ['a deletion', { operation: 'delete' }, sampleCall()],
    ['an access token', { object: 'access-token', operation: 'create' }, sampleCall()],
    ['made by a person', { askers: [{ ...agent(), kind: 'supervisor' }] }, sampleCall()],
    ['taken up by a person', { personDecides: 'A person reopened it.' }, sampleCall()],
    [
      'with a value too long to be read',
      { values: [sampleValue({ field: 'Email', value: 'x'.repeat(10_001) })] },
      sampleCall(),
    ],
  ])('never approves what is %s, and says why', (_what, of, call) => {
    const told = verdict([sampleRule()], of, call);
    expect(told.effect).toBe('ask');
    expect(told.why).toMatch(/would approve it, but none may: \S/);
  });

  it('still blocks what no rule may approve', () => {
    expect(verdict([sampleRule({ effect: 'block' })], { call: null }, null).effect).toBe('block');
  });
});

describe('what a form asks', () => {
  const two = {
    values: [sampleValue({ field: 'Email', value: 'a@b.example' }), sampleValue({ field: 'Phone', value: '555' })],
    base: sampleSnapshot({ Email: 'old@b.example', Phone: null }),
  };

  it('lets a rule pass only what is wholly within it, and stop what is partly within it', () => {
    expect(passes({ fields: ['Email', 'Phone'] }, two)).toBe(true);
    expect(passes({ fields: ['Email'] }, two)).toBe(false);
    expect(stops({ fields: ['Email'] }, two)).toBe(true);
    expect(stops({ fields: ['Fax'] }, two)).toBe(false);
  });

  it('leaves out what would not be sent', () => {
    const same = { ...two, base: sampleSnapshot({ Email: 'old@b.example', Phone: '555' }) };
    expect(passes({ fields: ['Email'] }, same)).toBe(true);
  });

  it.each<[string, Partial<RuleForm>, boolean]>([
    ['its action', { actions: ['update_contact'] }, true],
    ['another action', { actions: ['create_case', 'create_lead'] }, false],
    ['its object', { objects: ['Contact'] }, true],
    ['its operation', { operations: ['create'] }, false],
    ['an old value', { oldValue: { test: 'is', text: 'old@example.com' } }, true],
    ['a new value that contains', { newValue: { test: 'contains', text: '@example.com' } }, true],
    ['a new value that matches', { newValue: { test: 'matches', text: '^[a-z]+@' } }, true],
    ['a number', { newValue: { test: 'above', text: '5' } }, false],
    ['the feed', { feeds: ['vapi'] }, true],
    ['another feed', { feeds: ['retell'] }, false],
    ['verification', { verified: true }, true],
    ['certainty', { certainty: ['certain', 'likely'] }, true],
    ['greater certainty', { certainty: ['certain'] }, false],
    ['the hour', { hours: { from: '09:00', to: '17:00' } }, true],
    ['another hour', { hours: { from: '10:00', to: '17:00' } }, false],
    ['an hour over midnight', { hours: { from: '18:00', to: '10:00' } }, true],
    ['the environment', { environments: ['practice', 'sandbox'] }, false],
    ['who asks', { sources: ['suggestion'] }, true],
    ['an agent, where none asked', { agents: ['Ava'] }, false],
  ])('asks about %s', (_what, form, holds) => {
    expect(passes(form)).toBe(holds);
  });

  it('compares amounts as numbers', () => {
    const of = { values: [sampleValue({ field: 'Amount', value: 900 })], base: sampleSnapshot({ Amount: 1200 }) };
    expect(passes({ newValue: { test: 'below', text: '1000' } }, of)).toBe(true);
    expect(passes({ oldValue: { test: 'below', text: '1000' } }, of)).toBe(false);
  });

  it('does not let a second asker ride along', () => {
    const joined = { askers: [agent(), { ...agent(), name: 'Mallory' }] };
    expect(passes({ agents: ['Ava'] }, { askers: [agent()] })).toBe(true);
    expect(passes({ agents: ['Ava'] }, joined)).toBe(false);
    expect(stops({ agents: ['Mallory'] }, joined)).toBe(true);
  });

  it('takes what people type for text, whatever it holds', () => {
    expect(passes({ newValue: { test: 'is', text: '" || true || "' } })).toBe(false);
    expect(passes({ actions: ['" || true || "'] })).toBe(false);
  });
});

function agent(): Proposal['askers'][number] {
  return { kind: 'agent', feed: 'vapi', toolCall: 't1', name: 'Ava', at: 1, values: {} };
}

function source() {
  return { feed: 'vapi', platform: 'vapi', externalId: 'x1', carrierId: null };
}
