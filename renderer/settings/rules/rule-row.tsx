import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { isTrust, type Rule } from '../../../shared/model/rule.ts';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { Press } from '../../ui/press.tsx';
import { Failed } from '../../ui/states.tsx';
import { Tag } from '../../ui/tag.tsx';
import { timeLeft } from '../../ui/times.ts';
import { useNow } from '../../ui/use-now.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import style from './rules.module.css';
import { endOf } from './use-rules.ts';

/** One rule: whether it holds, when it applies, and what can be done about it. */
export function RuleRow(props: { of: Rule; onEdit: (() => void) | null; onSwitchOn: () => void }) {
  const { of } = props;
  const { query } = useConsole();
  const setEnabled = useMutation(query.rules.setEnabled.mutationOptions());
  const failed = setEnabled.error;
  return (
    <li className={style.rule} data-off={!of.enabled || undefined} aria-label={of.name}>
      <div className={style.ruleHead}>
        <strong className={style.name}>{of.name}</strong>
        <RuleState of={of} />
        <span className={style.by}>{of.builtIn ? 'ships with Countersign' : `by ${of.createdBy}`}</span>
      </div>
      <code className={style.expression}>
        <VisibleText text={of.expression} />
      </code>
      <div className={style.presses}>
        {of.enabled && !isTrust(of) ? (
          <Press label={`Switch off ${of.name}`} onPress={() => setEnabled.mutate({ id: of.id, enabled: false })}>
            Switch off
          </Press>
        ) : null}
        {of.enabled ? null : (
          <Press label={`Switch on ${of.name}`} onPress={props.onSwitchOn}>
            Switch on
          </Press>
        )}
        {props.onEdit ? (
          <Press label={`Edit ${of.name}`} onPress={props.onEdit}>
            Edit
          </Press>
        ) : null}
        {of.builtIn ? null : <Remove of={of} />}
      </div>
      {failed ? <Failed problem={refusalOf(failed)} /> : null}
    </li>
  );
}

function RuleState(props: { of: Rule }) {
  const { of } = props;
  const now = useNow();
  if (isTrust(of)) return <Tag tone="amber">{timeLeft(Math.max(0, endOf(of) - now))} left</Tag>;
  return of.enabled ? <Tag tone="green">on</Tag> : <Tag>off</Tag>;
}

/** Asks once more where it stands: removing a rule that holds something back lets it pass. */
function Remove(props: { of: Rule }) {
  const { of } = props;
  const { query } = useConsole();
  const remove = useMutation(query.rules.remove.mutationOptions());
  const [asked, setAsked] = useState(false);
  const trust = isTrust(of);
  return (
    <>
      <Press
        tone="danger"
        label={asked ? `Remove ${of.name} for good` : `${trust ? 'Revoke' : 'Remove'} ${of.name}`}
        onPress={() => (asked || trust ? remove.mutate({ id: of.id }) : setAsked(true))}
      >
        {removeWord(trust, asked)}
      </Press>
      {remove.error ? <Failed problem={refusalOf(remove.error)} /> : null}
    </>
  );
}

function removeWord(trust: boolean, asked: boolean): string {
  if (trust) return 'Revoke';
  return asked ? 'Remove it for good' : 'Remove';
}
