import { useState } from 'react';
import { ruleEffects } from '../../../shared/model/policy-verdict.ts';
import { isTrust, type Rule } from '../../../shared/model/rule.ts';
import { Press } from '../../ui/press.tsx';
import { Failed, Skeleton } from '../../ui/states.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { RuleRow } from './rule-row.tsx';
import { effectMeaning, effectWords } from './rule-words.ts';
import style from './rules.module.css';
import { SwitchOnDialog } from './switch-on-dialog.tsx';
import { useRules } from './use-rules.ts';

type Opened = { kind: 'edit'; rule: Rule | null } | { kind: 'switch-on'; rule: Rule };

/** Settings, Rules: policy, strictest first, and what each rule would have done. */
export function RulesSection() {
  const { value: view, problem } = useRules();
  const [opened, open] = useState<Opened | null>(null);
  const close = () => open(null);
  return (
    <section className={style.section} aria-labelledby="rules-title">
      <div className={style.title}>
        <h2 id="rules-title">Rules</h2>
        <Press tone="primary" onPress={() => open({ kind: 'edit', rule: null })}>
          Add a rule
        </Press>
      </div>
      <p className={style.quiet}>
        Where rules disagree, the strictest holds. What no rule speaks of is asked. A new rule is off: try it on the
        decisions already made, then switch it on.
      </p>
      {problem ? <Failed problem={problem} /> : null}
      {view ? <RuleGroups rules={view.rules} open={open} /> : <Skeleton of="the rules" />}
      {opened?.kind === 'edit' ? (
        <RuleDialog
          of={opened.rule}
          onClose={close}
          onSaved={(rule) => (rule.enabled ? close() : open({ kind: 'switch-on', rule }))}
        />
      ) : null}
      {opened?.kind === 'switch-on' ? <SwitchOnDialog of={opened.rule} onClose={close} /> : null}
    </section>
  );
}

function RuleGroups(props: { rules: readonly Rule[]; open: (what: Opened) => void }) {
  const { rules, open } = props;
  return ruleEffects.map((effect) => {
    const those = rules.filter((each) => each.effect === effect);
    if (those.length === 0) return null;
    return (
      <section key={effect} className={style.group} aria-labelledby={`rules-${effect}`}>
        <h3 id={`rules-${effect}`} className={style.groupTitle}>
          {effectWords[effect]}
          <span className={style.quiet}>{effectMeaning[effect]}</span>
        </h3>
        <ul className={style.list}>
          {those.map((each) => (
            <RuleRow
              key={each.id}
              of={each}
              onEdit={each.builtIn || isTrust(each) ? null : () => open({ kind: 'edit', rule: each })}
              onSwitchOn={() => open({ kind: 'switch-on', rule: each })}
            />
          ))}
        </ul>
      </section>
    );
  });
}
