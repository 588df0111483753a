import { randomUUID } from 'node:crypto';
import { type Problem, ProblemError, toProblem } from '../../shared/model/problem.ts';
import { isInForce, isTrust, type Rule, type RuleDraft, rule } from '../../shared/model/rule.ts';
import { toExpression } from '../../shared/model/rule-expression.ts';
import { appendJournal, type JournalLine } from '../journal/append-journal.ts';
import { fromJson } from '../store/from-json.ts';
import type { Store } from '../store/open-store.ts';
import { compileExpression } from './compile-expression.ts';
import { type CompiledRule, compileRule } from './judge.ts';

/** Who changes policy, and when. */
export type PolicyEditor = { name: string; org: string; at: number };

/** Trust for a while: what it is for, and when it ends. */
export type NewTrust = Pick<Rule, 'name' | 'form' | 'call'> & { expiresAt: number };

/** Policy as people edit it. Every change is on disk together with its line in the journal. */
export type StoredRules = {
  all(): readonly Rule[];
  compiled(): readonly CompiledRule[];
  find(id: string): Rule | null;
  /** A new rule is off until it is switched on. */
  save(draft: RuleDraft, by: PolicyEditor): Promise<Rule>;
  setEnabled(id: string, enabled: boolean, by: PolicyEditor): Promise<Rule>;
  remove(id: string, by: PolicyEditor): Promise<void>;
  trust(wanted: NewTrust, by: PolicyEditor): Promise<Rule>;
  /** Calls back after each change. */
  onChange(listener: () => void): void;
};

const mostRules = 500;

/** Reads policy from the store; trust that is over is forgotten. */
export async function createStoredRules(store: Store, builtIn: readonly Rule[], now: number): Promise<StoredRules> {
  await forgetOver(store, now);
  const rows = await store.db.selectFrom('rules').select('body').execute();
  const listeners = new Set<() => void>();
  let held = toMap(
    builtIn,
    rows.map(({ body }) => fromJson(rule, body)),
  );

  /** What policy is, is the same for everybody from the commit on: it is set within the transaction. */
  async function write(id: string, wanted: Rule | null, line: JournalLine): Promise<void> {
    await store.transact(async (tx) => {
      if (wanted) {
        const body = JSON.stringify(wanted);
        const values = { id, body };
        await tx
          .insertInto('rules')
          .values(values)
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ body }))
          .execute();
      } else await tx.deleteFrom('rules').where('id', '=', id).execute();
      await appendJournal(tx, [line]);
      const next = new Map(held);
      if (wanted) next.set(id, compileRule(wanted));
      else next.delete(id);
      held = next;
    });
    for (const listener of listeners) listener();
  }

  function found(id: string): Rule {
    const of = held.get(id)?.rule;
    if (!of) throw new ProblemError(toProblem('not-found', 'This rule does not exist any more.'));
    return of;
  }

  return {
    all: () => [...held.values()].map((each) => each.rule),
    compiled: () => [...held.values()],
    find: (id) => held.get(id)?.rule ?? null,
    async save(draft, by) {
      const before = draft.id === null ? null : found(draft.id);
      const wanted = toRule(draft, before, by);
      if (!before && held.size >= mostRules) throw new ProblemError(tooMany);
      await write(wanted.id, wanted, lineOf(before ? 'changed' : 'added', { before, after: wanted }, by));
      return wanted;
    },
    async setEnabled(id, enabled, by) {
      const before = found(id);
      const wanted = { ...before, enabled, since: before.builtIn ? 0 : by.at, version: before.version + 1 };
      await write(id, wanted, lineOf(enabled ? 'switched on' : 'switched off', { before, after: wanted }, by));
      return wanted;
    },
    async remove(id, by) {
      const before = found(id);
      if (before.builtIn) throw new ProblemError(shipped);
      await write(id, null, lineOf(isTrust(before) ? 'revoked' : 'removed', { before, after: null }, by));
    },
    async trust(wanted, by) {
      const draft: RuleDraft = {
        ...wanted,
        id: null,
        version: null,
        effect: 'auto-approve',
        words: '',
        expression: '',
      };
      const { call, expiresAt } = wanted;
      const made = { ...toRule(draft, null, by), call, expiresAt, enabled: true };
      await write(made.id, made, lineOf('trusted', { before: null, after: made }, by));
      return made;
    },
    onChange: (listener) => void listeners.add(listener),
  };
}

const shipped = toProblem('not-allowed', 'This rule ships with Countersign: switch it off instead.');
const tooMany = toProblem('not-allowed', `There are ${mostRules} rules. Remove one first.`);
const changed = toProblem('conflict', 'Somebody changed this rule while you were looking. Open it again.', {
  next: 'retry',
  code: 'stale',
});

/** The rule that a draft stands for; refused where its expression cannot be understood. */
export function toRule(draft: RuleDraft, before: Rule | null, by: PolicyEditor): Rule {
  if (before?.builtIn) throw new ProblemError(shipped);
  if (before && before.version !== draft.version) throw new ProblemError(changed);
  const expression = draft.form ? toExpression(draft.form, draft.effect) : draft.expression.trim();
  const compiled = compileExpression(expression);
  if ('problem' in compiled) throw new ProblemError(refusal(compiled.problem));
  return {
    id: before?.id ?? randomUUID(),
    name: draft.name,
    effect: draft.effect,
    words: draft.words,
    form: draft.form,
    expression,
    enabled: before?.enabled ?? false,
    since: by.at,
    expiresAt: before?.expiresAt ?? null,
    call: before?.call ?? null,
    createdBy: before?.createdBy ?? by.name,
    createdAt: before?.createdAt ?? by.at,
    version: (before?.version ?? 0) + 1,
  };
}

function refusal(message: string): Problem {
  return toProblem('invalid-input', message, {
    next: 'edit',
    fields: [{ field: 'expression', label: 'Expression', message }],
  });
}

function toMap(builtIn: readonly Rule[], stored: readonly Rule[]): Map<string, CompiledRule> {
  const kept = new Map(stored.map((each) => [each.id, each]));
  const shippedNow = builtIn.map((each) => ({ ...each, enabled: kept.get(each.id)?.enabled ?? each.enabled }));
  const own = stored.filter((each) => !each.builtIn);
  return new Map([...shippedNow, ...own].map((each) => [each.id, compileRule(each)]));
}

async function forgetOver(store: Store, now: number): Promise<void> {
  const rows = await store.db.selectFrom('rules').select('body').execute();
  const over = rows
    .map(({ body }) => fromJson(rule, body))
    .filter((each) => isTrust(each) && !isInForce(each, now))
    .map(({ id }) => id);
  if (over.length > 0) await store.transact((tx) => tx.deleteFrom('rules').where('id', 'in', over).execute());
}

type Change = { before: Rule | null; after: Rule | null };

function lineOf(word: string, { before, after }: Change, { name, org, at }: PolicyEditor): JournalLine {
  const of = after ?? before;
  const kind = word === 'trusted' || word === 'revoked' ? (`rule.${word}` as const) : 'rule.changed';
  const summary = `the rule “${of?.name ?? ''}” was ${word}`;
  const words = word === 'trusted' ? `trusted for a while: ${of?.name ?? ''}` : summary;
  const detail = { before, after };
  return { at, kind, org, call: of?.call ?? null, proposal: null, actor: name, summary: words, detail };
}
