import { describe, expect, it } from 'vitest';
import { compileExpression } from '../../electron/policy/compile-expression.ts';
import { toFacts } from '../../electron/policy/facts.ts';
import { sampleCall } from '../support/sample-call.ts';
import { sampleProposal, sampleValue } from '../support/sample-proposal.ts';

const facts = toFacts(sampleProposal(), sampleCall(), { environment: 'practice', timeZone: 'UTC' }, 0).asked;

const problem = (expression: string): string | null => {
  const compiled = compileExpression(expression);
  return 'problem' in compiled ? compiled.problem : null;
};

describe('compileExpression', () => {
  it('says where an expression cannot be read', () => {
    expect(problem('action ==')).toMatch(/^At character \d+: /);
  });

  it.each([
    ['nothing', '', 'Say when the rule applies.'],
    ['an unknown name', 'amount > 5', 'There is nothing called “amount” to ask about.'],
    ['what is too long', `action == "${'x'.repeat(2000)}"`, 'It is longer than 2,000 characters.'],
    [
      'lists in lists in lists',
      'fields.exists(a, fields.exists(b, fields.exists(c, a == b && b == c)))',
      'It goes through lists inside lists inside lists. Make it simpler.',
    ],
  ])('refuses %s', (_what, expression, told) => {
    expect(problem(expression)).toBe(told);
  });

  it('knows the names that an expression gives itself', () => {
    expect(problem('changes.exists(each, each.field == "Email")')).toBeNull();
  });

  it.each([
    ['a function that is not there', 'verified && nosuch(action)', 'At character 13: there is no function “nosuch”.'],
    [
      'a pattern that is none',
      'changes.exists(each, each.new_text.matches("("))',
      'At character 44: this pattern cannot be read: missing closing ): `(`.',
    ],
    [
      'values that never go together',
      'action + 1 == 2',
      "Found no matching overload for '_+_' applied to '(string, int)'.",
    ],
    ['an answer that is neither yes nor no', 'size(fields)', 'It says neither yes nor no.'],
  ])('refuses %s, with the place where there is one', (_what, expression, told) => {
    expect(problem(expression)).toBe(told);
  });

  it('takes what depends on the values that are asked about, and fails where they do not fit', () => {
    for (const expression of ['changes[7].new == 1', 'changes.exists(each, each.new > 5)']) {
      const compiled = compileExpression(expression);
      if ('problem' in compiled) throw new Error(compiled.problem);
      expect(compiled(facts)).toHaveProperty('failed');
    }
  });

  it('is not hung by a hostile pattern', () => {
    const compiled = compileExpression('changes.exists(each, each.new_text.matches("^(a+)+$"))');
    if ('problem' in compiled) throw new Error(compiled.problem);
    const values = [sampleValue({ field: 'Email', value: `${'a'.repeat(9_999)}!` })];
    const long = toFacts(sampleProposal({ values }), sampleCall(), { environment: 'practice', timeZone: 'UTC' }, 0);
    const began = performance.now();
    expect(compiled(long.asked)).toEqual({ holds: false });
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
