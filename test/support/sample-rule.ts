import { blankRuleForm, type Rule, type RuleForm } from '../../shared/model/rule.ts';
import { toExpression } from '../../shared/model/rule-expression.ts';

/** A rule in force, with what a test does not care about filled in. */
export function sampleRule(of: Partial<Omit<Rule, 'form'>> & { form?: Partial<RuleForm> } = {}): Rule {
  const form = { ...blankRuleForm, ...of.form };
  const effect = of.effect ?? 'auto-approve';
  return {
    id: 'r1',
    name: 'E-mail may change',
    enabled: true,
    words: '',
    expression: toExpression(form, effect),
    since: 0,
    expiresAt: null,
    call: null,
    createdBy: 'Sam Reed',
    createdAt: 0,
    version: 1,
    ...of,
    effect,
    form: of.expression === undefined ? form : null,
  };
}
