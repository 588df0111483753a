import { type CelInput, celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import { mostExpression } from '../../shared/model/rule.ts';
import { ruleFacts } from '../../shared/model/rule-expression.ts';
import { celNames } from './cel-names.ts';
import { exampleFacts } from './example-facts.ts';
import { expressionFault } from './expression-faults.ts';
import type { AskedFacts } from './facts.ts';

/** Whether a condition holds, or why that could not be told. */
export type Outcome = { holds: boolean } | { failed: string };

/** A condition ready to be asked. */
export type Condition = (facts: AskedFacts) => Outcome;

const neither = 'it says neither yes nor no';

/** A list inside a list is the most: each level multiplies the work by the number of fields. */
const deepestLists = 2;

/** Understands an expression, or says why not in words for who wrote it. Its cost is bounded: no loops but over short lists, RE2 alone. */
export function compileExpression(expression: string): Condition | { problem: string } {
  if (expression.trim() === '') return { problem: 'Say when the rule applies.' };
  if (expression.length > mostExpression) {
    return { problem: `It is longer than ${mostExpression.toLocaleString('en')} characters.` };
  }
  try {
    const parsed = parse(expression);
    const { unknown, depth } = celNames(parsed.expr, new Set(Object.keys(ruleFacts)));
    const [first] = unknown;
    if (first !== undefined) return { problem: `There is nothing called “${first}” to ask about.` };
    if (depth > deepestLists) return { problem: 'It goes through lists inside lists inside lists. Make it simpler.' };
    const env = celEnv();
    const fault = expressionFault(env, parsed);
    if (fault !== null) return { problem: fault };
    const run = plan(env, parsed);
    const wrong = alwaysWrong(run);
    if (wrong !== null) return { problem: wrong };
    return (facts) => ask(run, facts);
  } catch (cause) {
    return { problem: plainly(cause) };
  }
}

/** What goes wrong whatever is asked about: values that do not go together, or an answer that is neither yes nor no. */
function alwaysWrong(run: (facts: Record<string, CelInput>) => unknown): string | null {
  const told = exampleFacts.map((facts) => ask(run, facts));
  const failures = told.map((each) => ('failed' in each && isOfKind(each.failed) ? each.failed : null));
  const [first] = failures;
  return first && failures.every((each) => each !== null) ? `${first[0]?.toUpperCase()}${first.slice(1)}.` : null;
}

function isOfKind(failure: string): boolean {
  return failure === neither || failure.startsWith('found no matching overload');
}

function ask(run: (facts: Record<string, CelInput>) => unknown, facts: AskedFacts): Outcome {
  try {
    const told = run({ ...facts });
    if (typeof told === 'boolean') return { holds: told };
    return { failed: isCelError(told) ? told.message : neither };
  } catch (cause) {
    return { failed: plainly(cause) };
  }
}

function plainly(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  const place = /^<input>:\d+:(\d+): (.*)$/s.exec(message);
  return place ? `At character ${place[1]}: ${place[2]}.` : message;
}
