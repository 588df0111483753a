import type { BacktestCase, BacktestProgress } from '../../../shared/contract/rules-contract.ts';
import type { Call } from '../../../shared/model/call.ts';
import type { Decision, Proposal, ProposedValue } from '../../../shared/model/proposal.ts';
import { isTrust, type Rule } from '../../../shared/model/rule.ts';
import { loadCall } from '../../calls/call-store.ts';
import { toFacts } from '../../policy/facts.ts';
import { type CompiledRule, compileRule, judge } from '../../policy/judge.ts';
import type { Store } from '../../store/open-store.ts';
import { proposedBefore } from '../preparing/proposed-before.ts';
import { loadProposal } from '../proposal-store.ts';
import type { Policy } from './apply-policy.ts';

const decidedStates = ['approved', 'writing', 'uncertain', 'written', 'failed', 'rejected', 'undone'];
const pageSize = 100;
const mostCases = 200;

/** What a backtest works with. */
export type BacktestParts = { store: Store; policy: Policy; signal: AbortSignal | undefined };

/** Runs a rule over the decisions that people made, newest first; tells how far it is, and ends when nobody listens. */
export async function* backtest(
  { store, policy, signal }: BacktestParts,
  wanted: Rule,
): AsyncGenerator<BacktestProgress> {
  const rows = await store.db
    .selectFrom('proposals')
    .select('id')
    .where('state', 'in', decidedStates)
    .orderBy('number', 'desc')
    .execute();
  const rules = rulesBeside(policy, wanted);
  const told: BacktestProgress = { ...nothing, total: rows.length, cases: [] };
  const calls = new Map<string, Call | null>();
  for (let from = 0; from < rows.length && !signal?.aborted; from += pageSize) {
    yield snapshot(told);
    for (const { id } of rows.slice(from, from + pageSize)) {
      await weigh({ store, policy, rules, calls }, id, { wanted, told });
      told.done += 1;
    }
    // Whatever else the console does goes first, and the reader's leaving is heard.
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  if (!signal?.aborted) yield snapshot({ ...told, finished: true });
}

const nothing: Omit<BacktestProgress, 'total' | 'cases'> = {
  done: 0,
  finished: false,
  matched: 0,
  approved: 0,
  edited: 0,
  rejected: 0,
  failed: 0,
};

function snapshot(told: BacktestProgress): BacktestProgress {
  return { ...told, cases: [...told.cases] };
}

/** The lasting rules as they are, and the one in question, as if all had always been there. */
function rulesBeside(policy: Policy, wanted: Rule): CompiledRule[] {
  const always = (rule: Rule) => ({ ...rule, since: 0 });
  const others = policy
    .rules()
    .filter(({ rule }) => rule.id !== wanted.id && !isTrust(rule))
    .map(({ rule, condition }) => ({ rule: always(rule), condition }));
  return [...others, compileRule({ ...always(wanted), enabled: true })];
}

type Weighing = Pick<BacktestParts, 'store' | 'policy'> & { rules: CompiledRule[]; calls: Map<string, Call | null> };

async function weigh(
  { store, policy, rules, calls }: Weighing,
  id: string,
  { wanted, told }: { wanted: Rule; told: BacktestProgress },
): Promise<void> {
  const of = (await loadProposal(store.db, id))?.proposal;
  const decision = of && 'decision' in of.status ? of.status.decision : null;
  if (!of || !decision || decision.by.kind !== 'supervisor') return;
  const call = of.call === null ? null : (calls.get(of.call) ?? (await loadCall(store.db, of.call)));
  if (of.call !== null) calls.set(of.call, call);
  const before = decision.kind === 'edited' ? await proposedBefore(store, of, decision) : of.values;
  const verdict = judge(toFacts(asProposed(of, before), call, policy.place(of.org), of.createdAt), rules, of.createdAt);
  const own = verdict.rules.find(({ rule }) => rule === wanted.id);
  if (own?.failed) told.failed += 1;
  const passes = wanted.effect !== 'auto-approve' || verdict.effect === 'auto-approve';
  if (!own || own.failed || !passes) return;
  told.matched += 1;
  told[decision.kind] += 1;
  if (isAtOdds(wanted, decision) && told.cases.length < mostCases) told.cases.push(toCase(of, decision, before));
}

/** As it stood when nobody had touched it: what people did to it afterwards would not have been done. */
function asProposed(of: Proposal, values: ProposedValue[]): Proposal {
  const { personDecides, ...rest } = of;
  return { ...rest, values, ...(of.recordFrom === 'chosen' ? { personDecides } : {}) };
}

/** A rule that lets pass is at odds with those who changed or refused; one that holds back, with those who agreed. */
function isAtOdds({ effect }: Rule, { kind }: Decision): boolean {
  return effect === 'auto-approve' ? kind !== 'approved' : kind !== 'rejected';
}

function toCase(of: Proposal, decision: Decision, before: readonly ProposedValue[]): BacktestCase {
  return {
    proposal: of.id,
    reference: of.reference,
    actionLabel: of.actionLabel,
    call: of.call,
    at: decision.at,
    by: decision.by.name,
    kind: decision.kind,
    what: whatHappened(of, decision, before),
  };
}

/** Without values: the list is read over shoulders. */
function whatHappened(of: Proposal, { kind, rejection }: Decision, before: readonly ProposedValue[]): string {
  if (kind === 'rejected') return rejection?.text || (rejection?.preset ?? '').replace('-', ' ');
  const changed = of.values.filter(({ field, value }) => value !== before.find((each) => each.field === field)?.value);
  const labels = (kind === 'edited' ? changed : of.values).map(({ label }) => label);
  return labels.slice(0, 5).join(', ') + (labels.length > 5 ? `, and ${labels.length - 5} more` : '');
}
