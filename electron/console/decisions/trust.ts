import type { Call } from '../../../shared/model/call.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { blankRuleForm, type Rule, type RuleForm } from '../../../shared/model/rule.ts';
import { loadCall } from '../../calls/call-store.ts';
import { toFacts } from '../../policy/facts.ts';
import { judge } from '../../policy/judge.ts';
import type { PolicyEditor, StoredRules } from '../../policy/stored-rules.ts';
import type { Policy } from '../../proposals/deciding/apply-policy.ts';
import type { Store } from '../../store/open-store.ts';

const minuteMs = 60_000;
/** Trust for a call ends with it, and after this at the latest. */
const longestMs = 60 * minuteMs;
const spanMs = 15 * minuteMs;

/** What trust works with. */
export type TrustParts = { store: Store; rules: StoredRules; policy: Policy };

/** Makes what lets a proposal's action pass for a while, wherever no rule says otherwise. */
export function createTrust({ store, rules, policy }: TrustParts) {
  return async (of: Proposal, span: 'call' | 'minutes', by: PolicyEditor): Promise<Rule> => {
    const call = of.call === null ? null : await loadCall(store.db, of.call);
    const facts = toFacts(of, call, policy.place(of.org), by.at);
    if (facts.bar) refuse(`No rule may approve this: ${facts.bar}`);
    const stricter = judge(facts, policy.rules(), by.at).rules.find(({ effect }) => effect !== 'auto-approve');
    if (stricter) refuse(`The rule “${stricter.name}” asks for a person here; trust does not go past it.`);
    if (span === 'call' && call?.endedAt !== null) refuse('This call is over.');
    const length = span === 'call' ? 'this call' : '15 minutes';
    const expiresAt = by.at + (span === 'call' ? longestMs : spanMs);
    const scope = span === 'call' ? of.call : null;
    const wanted = { name: `${of.actionLabel}, ${length}`, form: formOf(of, call), call: scope, expiresAt };
    return rules.trust(wanted, by);
  };
}

/** Just this: the same action on the same kind of record, asked for over the same feeds, by the same kind. What is unsure still asks. */
function formOf(of: Proposal, call: Call | null): RuleForm {
  const feeds = [...of.askers.flatMap(({ feed }) => feed ?? []), ...(call?.sources ?? []).map(({ feed }) => feed)];
  return {
    ...blankRuleForm,
    actions: [of.action],
    objects: [of.object],
    operations: [of.operation],
    feeds: [...new Set(feeds)],
    verified: true,
    certainty: ['certain', 'likely'],
    sources: [...new Set(of.askers.map(({ kind }) => kind))],
  };
}

function refuse(message: string): never {
  throw new ProblemError(toProblem('not-allowed', message));
}
