import { blankRuleForm, type Rule, type RuleDraft, type RuleForm, type ValueTest } from '../../../shared/model/rule.ts';
import { toExpression } from '../../../shared/model/rule-expression.ts';

/** What is wrong with a draft, by the place where it is filled in. */
export type RuleFaults = Partial<Record<'name' | 'oldValue' | 'newValue' | 'hours' | 'expression', string>>;

/** A rule that holds back everything, to begin with: nothing is let pass by a form that was left half filled in. */
export const newRule: RuleDraft = {
  id: null,
  version: null,
  name: '',
  effect: 'ask',
  words: '',
  form: blankRuleForm,
  expression: 'true',
};

/** The draft of a rule that is there. */
export function draftOf({ id, version, name, effect, words, form, expression }: Rule): RuleDraft {
  return { id, version, name, effect, words, form, expression };
}

/** The draft with its expression as the form makes it. */
export function withExpression(draft: RuleDraft): RuleDraft {
  return draft.form ? { ...draft, expression: toExpression(draft.form, draft.effect) } : draft;
}

/** What has to be mended before it is sent. */
export function faultsOf(draft: RuleDraft): RuleFaults {
  const { form } = draft;
  return {
    ...(draft.name.trim() === '' && { name: 'Give it a name: cards show it.' }),
    ...(form?.oldValue && faultOf(form.oldValue, 'oldValue')),
    ...(form?.newValue && faultOf(form.newValue, 'newValue')),
    ...(form?.hours && hoursFault(form.hours)),
    ...(draft.effect === 'auto-approve' && isOpen(draft) && { expression: 'This would approve everything. Say what.' }),
    ...(!form && draft.expression.trim() === '' && { expression: 'Say when the rule applies.' }),
  };
}

function isOpen({ form, expression }: RuleDraft): boolean {
  return (form ? toExpression(form, 'auto-approve') : expression.trim()) === 'true';
}

function faultOf({ test, text }: ValueTest, place: 'oldValue' | 'newValue'): RuleFaults {
  const number = test === 'above' || test === 'below';
  if (number && (text.trim() === '' || !Number.isFinite(Number(text)))) return { [place]: 'This has to be a number.' };
  if ((test === 'contains' || test === 'matches') && text === '') return { [place]: 'Say what to look for.' };
  return {};
}

function hoursFault({ from, to }: NonNullable<RuleForm['hours']>): RuleFaults {
  return from && to && from !== to ? {} : { hours: 'Say from when to when.' };
}
