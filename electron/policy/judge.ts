import { type PolicyVerdict, ruleEffects } from '../../shared/model/policy-verdict.ts';
import { isInForce, type Rule } from '../../shared/model/rule.ts';
import { sensitivityWords } from '../../shared/model/sensitivity.ts';
import { type Condition, compileExpression } from './compile-expression.ts';
import type { Facts } from './facts.ts';

/** A rule with its condition understood, or why it could not be. */
export type CompiledRule = { rule: Rule; condition: Condition | { problem: string } };

type Told = PolicyVerdict['rules'][number];

/** Prepares a rule to be asked often. */
export function compileRule(rule: Rule): CompiledRule {
  return { rule, condition: compileExpression(rule.expression) };
}

/** What policy says of a proposal: the strictest rule that matches holds, and where none does a person is asked. Pure. */
export function judge(facts: Facts, rules: readonly CompiledRule[], now: number): PolicyVerdict {
  const trusted = facts.automated ? new Set(rules.filter((each) => namesAutomations(each, facts)).map(idOf)) : null;
  const isTrusted = ({ rule, effect }: Told) => effect !== 'auto-approve' || trusted?.has(rule) !== false;
  const all = [...rules.flatMap((each) => ask(each, facts, now)), ...twoPeople(facts)].sort(
    (a, b) => ruleEffects.indexOf(a.effect) - ruleEffects.indexOf(b.effect),
  );
  // What is trusted by name comes before what would trust anybody.
  const told = [...all.filter(isTrusted), ...all.filter((each) => !isTrusted(each))];
  const [first] = told;
  if (!first) return { effect: 'ask', rules: [], why: 'No rule speaks of it.' };
  const bar = isTrusted(first) ? facts.bar : (facts.bar ?? onlyByName);
  if (first.effect === 'auto-approve' && bar) {
    return {
      effect: 'ask',
      rules: told,
      why: `The rule “${first.name}” would approve it, ${facts.bar ? 'but none may' : 'but may not'}: ${bar}`,
    };
  }
  const set = first.rule === settingRule && facts.sensitive ? sensitivityWords(facts.sensitive) : null;
  return { effect: first.effect, rules: told, why: set ? `${set} That takes two people.` : whyOf(first) };
}

const onlyByName = 'an automation asked for it, and the rule does not name automations among those who ask.';

/** A rule about what agents and callers want says nothing of automations, unless it says so. */
function namesAutomations({ condition }: CompiledRule, { asked }: Facts): boolean {
  if ('problem' in condition) return false;
  const anybody = condition({ ...asked, sources: ['anybody'] });
  return 'failed' in anybody || !anybody.holds;
}

function idOf({ rule }: CompiledRule): string {
  return rule.id;
}

/** What is set to take two people is as strict as a rule that says so. */
const settingRule = 'setting:two-people';

function twoPeople({ sensitive }: Facts): Told[] {
  return sensitive?.people === 2 ? [{ rule: settingRule, name: 'Two people for this', effect: 'ask-two' }] : [];
}

function ask({ rule, condition }: CompiledRule, facts: Facts, now: number): Told[] {
  if (!isInForce(rule, now)) return [];
  if (rule.call !== null && (rule.call !== facts.call || !facts.callLive)) return [];
  if (rule.effect === 'auto-approve' && facts.madeAt < rule.since) return [];
  const outcome = 'problem' in condition ? { failed: condition.problem } : condition(facts.asked);
  if ('failed' in outcome) return [{ rule: rule.id, name: rule.name, effect: 'ask', failed: outcome.failed }];
  return outcome.holds ? [{ rule: rule.id, name: rule.name, effect: rule.effect }] : [];
}

const words = {
  block: 'forbids it',
  'ask-two': 'asks for two people',
  ask: 'asks for a person',
  'auto-approve': 'approves it',
} as const;

function whyOf({ name, effect, failed }: Told): string {
  if (failed) return `The rule “${name}” could not be read, so a person is asked: ${failed}`;
  return `The rule “${name}” ${words[effect]}.`;
}

/** The rule that a verdict rests on; null where none speaks. */
export function deciding(of: PolicyVerdict): Told | null {
  return of.rules.find(({ effect }) => effect === of.effect) ?? null;
}
