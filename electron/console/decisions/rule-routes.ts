import { implement } from '@orpc/server';
import { contract } from '../../../shared/contract/contract.ts';
import type { RulesView, RuleTrial } from '../../../shared/contract/rules-contract.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { isInForce, isTrust, type Rule, type RuleDraft } from '../../../shared/model/rule.ts';
import { loadCall } from '../../calls/call-store.ts';
import { compileExpression } from '../../policy/compile-expression.ts';
import { toFacts } from '../../policy/facts.ts';
import { compileRule, judge } from '../../policy/judge.ts';
import { type PolicyEditor, type StoredRules, toRule } from '../../policy/stored-rules.ts';
import type { Policy } from '../../proposals/deciding/apply-policy.ts';
import { backtest } from '../../proposals/deciding/backtest.ts';
import { loadProposal } from '../../proposals/proposal-store.ts';
import type { Store } from '../../store/open-store.ts';
import type { Orgs } from '../orgs/orgs.ts';
import { refusing } from '../refusing.ts';
import { watch } from '../watch.ts';
import { createTrust } from './trust.ts';

/** What answers for policy. */
export type RuleRoutesParts = {
  store: Store;
  orgs: Pick<Orgs, 'find' | 'main'>;
  rules: StoredRules;
  policy: Policy;
  now(): number;
  log(message: string, cause?: unknown): void;
};

/** Answers the contract's calls about policy. */
export function createRuleRoutes(parts: RuleRoutesParts) {
  const { store, orgs, rules, policy, now } = parts;
  const os = implement(contract).rules;
  const answer = <T>(work: () => Promise<T>): Promise<T> => refusing(work, parts.log);
  const trust = createTrust(parts);

  const editor = (): PolicyEditor => {
    const org = orgs.main();
    return { name: org?.user.name ?? 'Somebody not signed in', org: org?.id ?? '', at: now() };
  };

  async function view(): Promise<RulesView> {
    const shown: Rule[] = [];
    for (const rule of rules.all()) if (!isTrust(rule) || (await holds(rule))) shown.push(rule);
    return { rules: shown, now: now() };
  }

  async function holds(rule: Rule): Promise<boolean> {
    if (!isInForce(rule, now())) return false;
    return rule.call === null || (await loadCall(store.db, rule.call))?.endedAt === null;
  }

  async function tryOn(draft: RuleDraft, proposal: string): Promise<RuleTrial> {
    const of = await found(proposal);
    const wanted = { ...candidate(draft), enabled: true, since: 0 };
    const call = of.call === null ? null : await loadCall(store.db, of.call);
    const facts = toFacts(of, call, policy.place(of.org), now());
    const others = policy.rules().filter(({ rule }) => rule.id !== wanted.id);
    const verdict = judge(facts, [...others, compileRule(wanted)], now());
    const own = verdict.rules.find(({ rule }) => rule === wanted.id);
    return { holds: own !== undefined && !own.failed, failed: own?.failed ?? null, verdict };
  }

  function candidate(draft: RuleDraft): Rule {
    const before = draft.id === null ? null : rules.find(draft.id);
    return toRule({ ...draft, version: before?.version ?? null }, before, editor());
  }

  async function found(id: string): Promise<Proposal> {
    const of = (await loadProposal(store.db, id))?.proposal;
    if (!of) throw new ProblemError(toProblem('not-found', 'This proposal does not exist.'));
    return of;
  }

  return {
    list: os.list.handler(() => answer(view)),
    watch: os.watch.handler(async function* ({ signal }) {
      let told = '';
      for await (const news of watch(store, 0, signal, view)) {
        const text = JSON.stringify(news.rules);
        if (text === told) continue;
        told = text;
        yield news;
      }
    }),
    check: os.check.handler(({ input }) => {
      const compiled = compileExpression(input.expression);
      return { problem: 'problem' in compiled ? compiled.problem : null };
    }),
    save: os.save.handler(({ input }) => answer(() => rules.save(input, editor()))),
    setEnabled: os.setEnabled.handler(({ input }) => answer(() => rules.setEnabled(input.id, input.enabled, editor()))),
    remove: os.remove.handler(({ input }) => answer(() => rules.remove(input.id, editor()))),
    tryOn: os.tryOn.handler(({ input }) => answer(() => tryOn(input.draft, input.proposal))),
    backtest: os.backtest.handler(async function* ({ input, signal }) {
      const wanted = await answer(async () => candidate(input));
      yield* backtest({ store, policy, signal }, wanted);
    }),
    trust: os.trust.handler(({ input }) =>
      answer(async () => trust(await found(input.proposal), input.span, editor())),
    ),
  };
}
