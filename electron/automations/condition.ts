import { type CelInput, celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import { assertNever } from '../../shared/model/assert-never.ts';
import type { AutomationCondition, FieldTest } from '../../shared/model/automation.ts';
import { celNames } from '../policy/cel-names.ts';
import { type Facts, factAt, fillText, toText } from './places.ts';

/** Whether a condition holds and why, or why that could not be told. */
export type Answer = { holds: boolean; why: string } | { failed: string };

/** Names that expressions and places begin with. */
export const factNames: readonly string[] = [
  'record',
  'call',
  'outcome',
  'proposal',
  'promise',
  'trigger',
  'steps',
  'org',
  'now',
  'today',
];

/** Asks a condition about what is known. */
export function askCondition(of: AutomationCondition, facts: Facts): Answer {
  const told = of.tests.map((test) => ({ test, holds: askTest(test, facts) }));
  const failing = told.filter(({ holds }) => !holds).map(({ test }) => test);
  const holds = of.match === 'all' ? failing.length === 0 : told.length === 0 || failing.length < told.length;
  if (!holds) return { holds, why: failing.map((test) => whyNot(test, facts)).join(' ') };
  if (of.expression === null || of.expression.trim() === '') {
    return { holds, why: told.length === 0 ? 'Nothing is asked.' : 'Everything asked for holds.' };
  }
  const compiled = compileCondition(of.expression);
  if (typeof compiled === 'string') return { failed: compiled };
  return compiled(facts);
}

/** Why an expression cannot be understood, else how to ask it. */
export function compileCondition(expression: string): ((facts: Facts) => Answer) | string {
  try {
    const parsed = parse(expression);
    const { unknown, depth } = celNames(parsed.expr, new Set(factNames));
    const [first] = unknown;
    if (first !== undefined) return `There is nothing called “${first}” to ask about.`;
    if (depth > 2) return 'It goes through lists inside lists inside lists. Make it simpler.';
    const run = plan(celEnv(), parsed);
    return (facts) => evaluate(run, facts, expression);
  } catch (cause) {
    return plainly(cause);
  }
}

function evaluate(run: (facts: Record<string, CelInput>) => unknown, facts: Facts, expression: string): Answer {
  try {
    const told = run(toCel(facts));
    if (typeof told === 'boolean') return { holds: told, why: `${expression} is ${told ? 'true' : 'not true'}.` };
    return { failed: isCelError(told) ? told.message : 'The expression says neither yes nor no.' };
  } catch (cause) {
    return { failed: plainly(cause) };
  }
}

/** What an automation knows, as expressions take it: whatever is not there is an empty map, so that `has()` can ask. */
function toCel(facts: Facts): Record<string, CelInput> {
  const blank: Record<string, CelInput> = Object.fromEntries(factNames.map((name) => [name, {}]));
  return { ...blank, now: '', today: '', ...JSON.parse(JSON.stringify(facts)) };
}

function askTest({ value, test }: FieldTest, facts: Facts): boolean {
  const found = factAt(facts, value) ?? null;
  const told = toText(found);
  const wanted = fillText(test.text, facts);
  switch (test.test) {
    case 'is':
      return same(told, wanted);
    case 'is-not':
      return !same(told, wanted);
    case 'contains':
      return told.toLowerCase().includes(wanted.toLowerCase());
    case 'matches':
      return matches(told, wanted);
    case 'above':
      return compare(told, wanted) > 0;
    case 'below':
      return compare(told, wanted) < 0;
    case 'blank':
      return told.trim() === '';
    case 'not-blank':
      return told.trim() !== '';
    default:
      return assertNever(test.test);
  }
}

function same(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

/** Numbers as numbers, else days and instants as such; neither above nor below where they cannot be compared. */
function compare(a: string, b: string): number {
  if (a.trim() === '' || b.trim() === '') return Number.NaN;
  const [one, other] = [Number(a), Number(b)];
  if (Number.isFinite(one) && Number.isFinite(other)) return one - other;
  return Date.parse(a) - Date.parse(b);
}

/** RE2, which no pattern can make hang. */
function matches(text: string, pattern: string): boolean {
  try {
    const run = plan(celEnv(), parse('told.matches(pattern)'));
    return run({ told: text.slice(0, 10_000), pattern }) === true;
  } catch {
    return false;
  }
}

const words: Readonly<Record<FieldTest['test']['test'], string>> = {
  is: 'is not',
  'is-not': 'is',
  contains: 'does not contain',
  matches: 'does not match',
  above: 'is not above',
  below: 'is not below',
  blank: 'is not blank',
  'not-blank': 'is blank',
};

function whyNot({ value, test }: FieldTest, facts: Facts): string {
  const told = toText(factAt(facts, value) ?? null);
  const shown = told === '' ? value : `${value} (${told.slice(0, 80)})`;
  const wanted = test.test.endsWith('blank') ? '' : ` ${fillText(test.text, facts)}`;
  return `${shown} ${words[test.test]}${wanted}.`;
}

function plainly(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  const at = /^<input>:\d+:(\d+): (.*)$/s.exec(message);
  return at ? `At character ${at[1]}: ${at[2]}.` : message;
}
