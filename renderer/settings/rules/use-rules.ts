import { useSyncExternalStore } from 'react';
import type { RulesView } from '../../../shared/contract/rules-contract.ts';
import { isTrust, type Rule } from '../../../shared/model/rule.ts';
import { useConsole } from '../../client/console-context.tsx';
import type { Live } from '../../client/live-query.ts';
import { useNow } from '../../ui/use-now.tsx';

/** Policy, as it changes. */
export function useRules(): Live<RulesView | null> {
  const { rules } = useConsole().live;
  return useSyncExternalStore(rules.subscribe, rules.read);
}

/** Trust that holds now, the one that ends first first. */
export function useTrust(): Rule[] {
  const now = useNow();
  const rules = useRules().value?.rules ?? [];
  return rules.filter((each) => isTrust(each) && endOf(each) > now).sort((a, b) => endOf(a) - endOf(b));
}

/** When trust ends, milliseconds since the epoch. */
export function endOf({ expiresAt }: Pick<Rule, 'expiresAt'>): number {
  return expiresAt ?? Number.POSITIVE_INFINITY;
}
