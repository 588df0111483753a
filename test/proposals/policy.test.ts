import { describe, expect, it } from 'vitest';
import { toFacts } from '../../electron/policy/facts.ts';
import { compileRule, judge } from '../../electron/policy/judge.ts';
import { createStoredRules } from '../../electron/policy/stored-rules.ts';
import { applyProposalEvent } from '../../electron/proposals/apply-proposal-event.ts';
import { type Policy, policyEvents } from '../../electron/proposals/deciding/apply-policy.ts';
import { decideProposal } from '../../electron/proposals/deciding/decide-proposal.ts';
import type { Prepared } from '../../electron/proposals/proposal-event.ts';
import { applyEvents, insertProposal, loadProposal } from '../../electron/proposals/proposal-store.ts';
import { ruleEffects } from '../../shared/model/policy-verdict.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { blankRuleForm, isInForce, type Rule } from '../../shared/model/rule.ts';
import { fc } from '../support/properties.ts';
import { sampleCall } from '../support/sample-call.ts';
import { sampleProposal, sampleSnapshot, sampleValue } from '../support/sample-proposal.ts';
import { sampleRule } from '../support/sample-rule.ts';
import { testStore } from '../support/test-store.ts';

const place = { environment: 'practice', timeZone: 'UTC' } as const;
const fields = ['Email', 'Phone', 'Title'];

const anyEffect = fc.constantFrom(...ruleEffects);
const anyFields = fc.uniqueArray(fc.constantFrom(...fields), { maxLength: 2 });
const anyRule = fc
  .record({
    effect: anyEffect,
    fields: anyFields,
    expiresAt: fc.option(fc.integer({ min: 0, max: 100 })),
    broken: fc.boolean(),
  })
  .map(({ effect, fields: names, expiresAt, broken }) =>
    sampleRule({
      effect,
      expiresAt,
      form: { fields: names },
      ...(broken ? { expression: 'changes[9].new == 1' } : {}),
    }),
  );
const rulesOf = fc
  .array(anyRule, { maxLength: 6 })
  .map((rules) => rules.map((rule, at) => ({ ...rule, id: `r${at}` })));
const anyProposal = fc.uniqueArray(fc.constantFrom(...fields), { minLength: 1 }).map((names) =>
  sampleProposal({
    values: names.map((field) => sampleValue({ field, value: 'new' })),
    base: sampleSnapshot({}),
  }),
);

describe('policy', () => {
  it('never widens what a stricter rule forbids, whatever rules stand beside it and in whatever order', () => {
    fc.assert(
      fc.property(rulesOf, anyRule, anyProposal, fc.integer({ min: 0, max: 120 }), (rules, added, of, now) => {
        const facts = toFacts(of, sampleCall(), place, now);
        const strictness = (list: Rule[]) => ruleEffects.indexOf(judge(facts, list.map(compileRule), now).effect);
        const held = rules.length > 0 ? judge(facts, rules.map(compileRule), now) : null;
        const more = [...rules, { ...added, id: 'added' }];
        // Where a rule speaks already, another one can only make it stricter.
        if (held && held.rules.length > 0) expect(strictness(more)).toBeLessThanOrEqual(strictness(rules));
        expect(strictness([...more].reverse())).toBe(strictness(more));
      }),
    );
  });

  it('never approves what a rule in force asks about or blocks, over sequences of edits of rules and proposals', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('rules' as const), rules: rulesOf }),
      fc.record({ do: fc.constant('judge' as const) }),
      fc.record({
        do: fc.constant('revise' as const),
        fields: fc.uniqueArray(fc.constantFrom(...fields), { minLength: 1 }),
      }),
      fc.record({ do: fc.constant('conflict' as const) }),
      fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 40 }) }),
    );
    const store = await testStore();
    let number = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        number += 1;
        const id = `p${number}`;
        let rules: Rule[] = [];
        let now = 1;
        const policy: Policy = { rules: () => rules.map(compileRule), place: () => place };
        const made = sampleProposal({ id, call: 'c1', createdAt: 1 });
        await store.transact(async (tx) => {
          const call = sampleCall();
          await tx
            .insertInto('calls')
            .values({
              id: call.id,
              org: call.org,
              started_at: 0,
              ended_at: null,
              body: JSON.stringify(call),
              search: '',
              changed: 1,
            })
            .onConflict((conflict) => conflict.doNothing())
            .execute();
          await insertProposal(store, tx, { proposal: made, requested: [], matter: '' }, number);
        });
        for (const each of steps) {
          if (each.do === 'rules') rules = each.rules;
          if (each.do === 'pass') now += each.ms;
          await store.transact(async (tx) => {
            const stored = await loadProposal(tx, id);
            if (stored?.proposal.status.state !== 'waiting') return;
            if (each.do === 'conflict') {
              const event = { type: 'proposal.conflicted' as const, current: sampleSnapshot({}), fields: ['Email'] };
              await applyEvents(store, tx, stored, [event], now);
            }
            if (each.do === 'revise') {
              const values = each.fields.map((field) => sampleValue({ field, value: 'other' }));
              const prepared = toPrepared({ ...stored.proposal, values });
              await applyEvents(store, tx, stored, [{ type: 'proposal.prepared', prepared }], now);
            }
            const fresh = await loadProposal(tx, id);
            if (!fresh) return;
            const before = fresh.proposal;
            const events = await policyEvents(tx, policy, before, now);
            const after = (await applyEvents(store, tx, fresh, events, now)).proposal;
            check(before, after, rules, now);
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('lets no rule approve with an edit, past a duplicate rule, or a deletion', () => {
    const rule = { kind: 'rule', rule: 'r1', name: 'A rule' } as const;
    const approve = { type: 'approve', id: 'd', revision: 3, by: rule, at: 5, edited: null, hash: String } as const;
    const edited = { values: [], after: [], readiness: { state: 'ready' } as const };
    expect(decideProposal(sampleProposal(), approve)).toMatchObject([{ type: 'proposal.approved' }]);
    expect(decideProposal(sampleProposal(), { ...approve, edited })).toMatchObject({ kind: 'not-allowed' });
    expect(decideProposal(sampleProposal(), { ...approve, saveAnyway: true })).toMatchObject({ kind: 'not-allowed' });
    expect(decideProposal(sampleProposal({ operation: 'delete' }), approve)).toMatchObject({ kind: 'not-allowed' });
    const conflict = { state: 'waiting' as const, conflict: ['Email'], problem: null };
    expect(decideProposal(sampleProposal({ status: conflict }), approve)).toMatchObject({ kind: 'not-allowed' });
  });

  it('leaves to people what people took up', () => {
    const of = applyProposalEvent(sampleProposal(), { type: 'proposal.reopened' }, 5);
    const facts = toFacts({ ...of, readiness: { state: 'ready' } }, sampleCall(), place, 5);
    expect(judge(facts, [compileRule(sampleRule())], 5).effect).toBe('ask');
  });
});

describe('stored rules', () => {
  it('forget trust that is over', async () => {
    const store = await testStore();
    const rules = await createStoredRules(store, [], 0);
    const by = { name: 'Sam', org: '', at: 0 };
    await rules.trust({ name: 'Just now', form: blankRuleForm, call: null, expiresAt: 10 }, by);
    expect((await createStoredRules(store, [], 9)).all()).toHaveLength(1);
    expect((await createStoredRules(store, [], 10)).all()).toHaveLength(0);
  });
});

function check(before: Proposal, after: Proposal, rules: Rule[], now: number): void {
  if (after.status.state !== 'approved') return;
  const facts = toFacts(before, sampleCall(), place, now).asked;
  for (const rule of rules.filter((each) => isInForce(each, now) && each.effect !== 'auto-approve')) {
    const asked = rule.form?.fields ?? [];
    const matches = rule.form !== null && (asked.length === 0 || facts.fields.some((field) => asked.includes(field)));
    expect(matches || rule.form === null).toBe(false);
  }
  expect(before.status).toMatchObject({ state: 'waiting', conflict: null, problem: null });
}

function toPrepared(of: Proposal): Prepared {
  const { object, values, objectLabel, record, base, readiness } = of;
  const none = { candidates: [], recordReason: null, consequences: [], after: [] };
  return { object, values, objectLabel, record, base, readiness, ...none };
}
