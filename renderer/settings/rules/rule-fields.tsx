import { NativeSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { ruleEffects } from '../../../shared/model/policy-verdict.ts';
import { blankRuleForm, mostExpression, type RuleDraft } from '../../../shared/model/rule.ts';
import { ruleFacts } from '../../../shared/model/rule-expression.ts';
import { VisibleText } from '../../ui/visible-text.tsx';
import type { RuleFaults } from './rule-draft.ts';
import { effectMeaning, effectWords } from './rule-words.ts';
import style from './rules.module.css';
import { WhenFields } from './when-fields.tsx';

type RuleFieldsProps = { draft: RuleDraft; faults: RuleFaults; onChange: (part: Partial<RuleDraft>) => void };

/** Everything that is filled in for a rule; its expression is always in view. */
export function RuleFields(props: RuleFieldsProps) {
  const { draft, faults, onChange } = props;
  return (
    <>
      <div className={style.two}>
        <TextInput
          label="Name"
          description="Cards say it, and agents hear it where the rule blocks."
          required
          data-autofocus
          maxLength={80}
          value={draft.name}
          error={faults.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <NativeSelect
          label="What it does"
          description={effectMeaning[draft.effect]}
          value={draft.effect}
          data={ruleEffects.map((effect) => ({ value: effect, label: effectWords[effect] }))}
          onChange={(event) =>
            onChange({ effect: ruleEffects.find((effect) => effect === event.currentTarget.value) ?? 'ask' })
          }
        />
      </div>
      {draft.effect === 'block' ? (
        <TextInput
          label="What the agent is told"
          description="Empty for the rule’s name."
          maxLength={500}
          value={draft.words}
          onChange={(event) => onChange({ words: event.currentTarget.value })}
        />
      ) : null}
      <div className={style.when}>
        <h3 id="rule-when" className={style.label}>
          When
        </h3>
        <SegmentedControl
          aria-labelledby="rule-when"
          value={draft.form ? 'form' : 'expression'}
          data={[
            { value: 'form', label: 'By form' },
            { value: 'expression', label: 'By expression' },
          ]}
          onChange={(value) => onChange({ form: value === 'form' ? blankRuleForm : null })}
        />
      </div>
      {draft.form ? (
        <>
          <p className={style.quiet}>{scopeWords(draft)}</p>
          <WhenFields form={draft.form} faults={faults} onChange={(form) => onChange({ form })} />
          <Shown expression={draft.expression} fault={faults.expression} />
        </>
      ) : (
        <Written {...props} />
      )}
    </>
  );
}

function scopeWords({ effect }: RuleDraft): string {
  if (effect === 'auto-approve')
    return 'Everything in a proposal has to be within what you say here. Empty asks nothing.';
  return 'It is enough that anything in a proposal is within what you say here. Empty asks nothing.';
}

function Shown(props: { expression: string; fault: string | undefined }) {
  return (
    <div>
      <p className={style.label}>Expression</p>
      <code className={style.expression}>
        <VisibleText text={props.expression} />
      </code>
      {props.fault ? (
        // It stands where the expression is: the form above makes it.
        <p className={style.fault} role="alert">
          {props.fault}
        </p>
      ) : null}
    </div>
  );
}

function Written({ draft, faults, onChange }: RuleFieldsProps) {
  return (
    <>
      <Textarea
        label="Expression"
        description="In CEL. It is asked of each proposal and says yes or no."
        className={style.written}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={mostExpression}
        spellCheck={false}
        value={draft.expression}
        error={faults.expression}
        onChange={(event) => onChange({ expression: event.currentTarget.value })}
      />
      <details className={style.facts}>
        <summary>What it can ask about</summary>
        <dl>
          {Object.entries(ruleFacts).map(([name, words]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}
