import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/contract.ts';
import type { BacktestProgress, RuleTrial } from '../../shared/contract/rules-contract.ts';
import type { Rule } from '../../shared/model/rule.ts';
import { sampleRule } from './sample-rule.ts';

/** What the pretended policy holds. */
export type PretendedRules = { rules: Rule[]; backtest?: BacktestProgress[]; problem?: string; trial?: RuleTrial };

type Parts = {
  state(): PretendedRules;
  received: { name: string; input: unknown }[];
  changed(): void;
  watching<View>(view: () => View, signal: AbortSignal | undefined): AsyncGenerator<View>;
};

/** Policy answered from memory, which writes down what it was asked. */
export function pretendedRules({ state, received, changed, watching }: Parts) {
  const os = implement(contract).rules;
  const note = (name: string, input: unknown) => void received.push({ name, input });
  const view = () => ({ rules: state().rules, now: Date.now() });
  return {
    list: os.list.handler(view),
    watch: os.watch.handler(async function* ({ signal }) {
      yield* watching(view, signal);
    }),
    check: os.check.handler(() => ({ problem: state().problem ?? null })),
    save: os.save.handler(({ input }) => {
      note('saveRule', input);
      const saved = sampleRule({ ...input, id: input.id ?? 'new', enabled: false, version: 1, form: input.form ?? {} });
      state().rules = [...state().rules.filter(({ id }) => id !== saved.id), saved];
      changed();
      return saved;
    }),
    setEnabled: os.setEnabled.handler(({ input }) => {
      note('setRuleEnabled', input);
      state().rules = state().rules.map((each) => (each.id === input.id ? { ...each, enabled: input.enabled } : each));
      changed();
      return state().rules.find(({ id }) => id === input.id) ?? sampleRule();
    }),
    remove: os.remove.handler(({ input }) => {
      note('removeRule', input);
      state().rules = state().rules.filter(({ id }) => id !== input.id);
      changed();
    }),
    tryOn: os.tryOn.handler(({ input }) => {
      note('tryRule', input);
      return state().trial ?? { holds: false, failed: null, verdict: { effect: 'ask', rules: [], why: '' } };
    }),
    backtest: os.backtest.handler(async function* ({ input }) {
      note('backtest', input);
      yield* state().backtest ?? [];
    }),
    trust: os.trust.handler(({ input }) => {
      note('trust', input);
      return sampleRule({ expiresAt: Date.now() + 900_000 });
    }),
  };
}
