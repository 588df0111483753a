import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Rule, RuleDraft } from '../../../shared/model/rule.ts';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { useAnnounce } from '../../ui/announcer.tsx';
import { Press } from '../../ui/press.tsx';
import { Failed } from '../../ui/states.tsx';
import { OrgDialog } from '../orgs/org-dialog.tsx';
import { BacktestView } from './backtest-view.tsx';
import { draftOf, faultsOf, newRule, withExpression } from './rule-draft.ts';
import { RuleFields } from './rule-fields.tsx';
import style from './rules.module.css';
import { TryRule } from './try-rule.tsx';

type RuleDialogProps = { of: Rule | null; onClose: () => void; onSaved: (rule: Rule) => void };

/** Writes a rule, or changes one. */
export function RuleDialog(props: RuleDialogProps) {
  const { of } = props;
  return (
    <OrgDialog onClose={props.onClose} stays title={of ? `Change ${of.name}` : 'Add a rule'} size={760}>
      <RuleForm {...props} />
    </OrgDialog>
  );
}

function RuleForm(props: RuleDialogProps) {
  const { of } = props;
  const { query } = useConsole();
  const announce = useAnnounce();
  const [held, setHeld] = useState<RuleDraft>(of ? draftOf(of) : newRule);
  const [asked, setAsked] = useState(false);
  const [tested, setTested] = useState<RuleDraft | null>(null);
  const draft = withExpression(held);
  const problem = useExpressionProblem(draft.expression);
  const save = useMutation(
    query.rules.save.mutationOptions({
      onSuccess: (rule) => {
        announce(`${rule.name} is saved`);
        props.onSaved(rule);
      },
    }),
  );
  const own = faultsOf(draft);
  const faults = problem === null || own.expression ? own : { ...own, expression: problem };
  const wrong = Object.keys(faults).length > 0;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setAsked(true);
    if (!wrong) return save.mutate(draft);
    const form = event.currentTarget;
    // Once the faults are drawn: the first of them is where to go on.
    requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const cannotTest = wrong && (problem ?? faults.expression) ? 'Its expression has to be mended first.' : null;
  return (
    <form className={style.form} onSubmit={submit} noValidate>
      <RuleFields
        draft={draft}
        faults={asked ? faults : { expression: draft.form ? undefined : (problem ?? undefined) }}
        onChange={(part) => setHeld((before) => ({ ...withExpression(before), ...part }))}
      />
      <TryRule draft={draft} refusedBecause={cannotTest} />
      <div className={style.presses}>
        <Press refusedBecause={cannotTest} onPress={() => setTested({ ...draft, name: draft.name || 'A rule' })}>
          Backtest
        </Press>
        <span className={style.quiet}>What it would have done with the decisions already made.</span>
      </div>
      {tested ? <BacktestView draft={tested} /> : null}
      {save.error ? <Failed problem={refusalOf(save.error)} /> : null}
      <div className={style.formFoot}>
        <Press type="submit" tone="primary" refusedBecause={save.isPending ? 'It is being saved.' : null}>
          Save
        </Press>
        <Press onPress={props.onClose}>Cancel</Press>
        <span className={style.quiet}>{of?.enabled ? 'It stays on.' : 'It stays off until you switch it on.'}</span>
      </div>
    </form>
  );
}

/** Why the console cannot understand an expression, once nobody types any more. */
function useExpressionProblem(expression: string): string | null {
  const { query } = useConsole();
  const [settled] = useDebouncedValue(expression, 250);
  const checked = useQuery(
    query.rules.check.queryOptions({ input: { expression: settled }, placeholderData: keepPreviousData }),
  );
  return checked.data?.problem ?? null;
}
