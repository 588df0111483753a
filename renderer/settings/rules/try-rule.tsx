import { NativeSelect } from '@mantine/core';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RuleTrial } from '../../../shared/contract/rules-contract.ts';
import { isWaiting } from '../../../shared/model/proposal.ts';
import type { RuleDraft } from '../../../shared/model/rule.ts';
import { useConsole, useOpenProposals } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { Failed } from '../../ui/states.tsx';
import style from './rules.module.css';

const mostListed = 50;

/** What a rule says of a proposal that waits now. */
export function TryRule(props: { draft: RuleDraft; refusedBecause: string | null }) {
  const { query } = useConsole();
  const [chosen, choose] = useState('');
  const open = [...useOpenProposals().value.values()]
    .filter(({ proposal }) => isWaiting(proposal))
    .slice(0, mostListed);
  const ready = chosen !== '' && props.refusedBecause === null;
  const draft = { ...props.draft, name: props.draft.name || 'This rule' };
  const trial = useQuery(
    query.rules.tryOn.queryOptions({ input: ready ? { draft, proposal: chosen } : skipToken, retry: false }),
  );
  return (
    <div className={style.try}>
      <NativeSelect
        label="Try it on a proposal that waits"
        value={chosen}
        data={[
          { value: '', label: open.length === 0 ? 'Nothing waits now' : 'Choose' },
          ...open.map(({ proposal, callName }) => ({
            value: proposal.id,
            label: `${proposal.reference} ${proposal.actionLabel}${callName ? `, ${callName}` : ''}`,
          })),
        ]}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      <output className={style.tryTold}>
        {ready && trial.data ? trialWords(trial.data) : null}
        {trial.error ? <Failed problem={refusalOf(trial.error)} /> : null}
      </output>
    </div>
  );
}

function trialWords({ holds, failed, verdict }: RuleTrial): string {
  if (failed) return `It cannot be asked about this one, so a person is: ${failed}`;
  return `It ${holds ? 'applies' : 'does not apply'}. ${verdict.why}`;
}
