import { randomUUID } from 'node:crypto';
import type { Deciding } from '../../../shared/model/deciding.ts';
import { type Problem, ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { Decider, Proposal, ProposedValue } from '../../../shared/model/proposal.ts';
import { type Reverse, reverseOf } from '../../../shared/model/undo.ts';
import type { Store, StoreTransaction } from '../../store/open-store.ts';
import { expiryOf } from '../expiry-of.ts';
import { applyEvents, insertProposal, loadProposal, nextNumber } from '../proposal-store.ts';
import { decideProposal } from './decide-proposal.ts';
import { readDeciding } from './read-deciding.ts';

/** Who wants which write undone. */
export type WantedUndo = {
  id: string;
  /** As it was shown; null where it was not. */
  revision: number | null;
  by: Decider;
  at: number;
};

/** Proposes the reverse of what was written, or answers with the one that waits already; on disk when it resolves. */
export async function proposeUndo(
  store: Store,
  wanted: WantedUndo,
): Promise<{ kind: 'made' | 'waiting'; reverse: Proposal }> {
  return store.transact(async (tx) => {
    const stored = await loadProposal(tx, wanted.id);
    if (!stored) throw new ProblemError(toProblem('not-found', 'This proposal does not exist.'));
    const open = await openReverse(tx, stored.proposal);
    if (open) return { kind: 'waiting', reverse: open };
    const reverse = reverseOf(stored.proposal);
    if (reverse.kind === 'none') throw new ProblemError(notUndone(stored.proposal, reverse.why));
    const number = await nextNumber(tx);
    const made = reverseProposal(stored.proposal, reverse, number, wanted, await readDeciding(tx));
    const command = {
      type: 'propose-undo',
      revision: wanted.revision ?? stored.proposal.revision,
      reverse: made.id,
    } as const;
    const decided = decideProposal(stored.proposal, command);
    if (!Array.isArray(decided)) throw new ProblemError(decided);
    await insertProposal(store, tx, { proposal: made, requested: [], matter: `undo ${wanted.id}` }, number);
    await applyEvents(store, tx, stored, decided, wanted.at);
    return { kind: 'made', reverse: made };
  });
}

/** The reverse that may still be written; one that is settled is in nobody's way. */
async function openReverse(tx: StoreTransaction, { reverse }: Proposal): Promise<Proposal | null> {
  const held = reverse === undefined ? null : ((await loadProposal(tx, reverse))?.proposal ?? null);
  const over = ['written', 'rejected', 'expired', 'superseded', 'undone'];
  return held && !over.includes(held.status.state) ? held : null;
}

function notUndone({ reference }: Proposal, why: string): Problem {
  return toProblem('not-allowed', `${reference} cannot be undone from here. ${why}`, { code: 'no-undo' });
}

function reverseProposal(
  of: Proposal,
  reverse: Exclude<Reverse, { kind: 'none' }>,
  number: number,
  { by, at }: WantedUndo,
  { expiryHours }: Pick<Deciding, 'expiryHours'>,
): Proposal {
  const restores = reverse.kind === 'restore';
  const before = restores ? reverse.before : {};
  return {
    id: randomUUID(),
    reference: `P-${number}`,
    org: of.org,
    call: of.call,
    action: restores ? 'update_object' : 'delete_object',
    actionLabel: `Undo ${of.actionLabel}`,
    operation: restores ? 'update' : 'delete',
    writeClass: restores ? 'absolute-update' : 'delete',
    object: of.object,
    objectLabel: of.objectLabel,
    record: reverse.record,
    recordFrom: 'given',
    recordReason: `undoes ${of.reference} ${of.actionLabel}`,
    askers: [{ kind: 'supervisor', feed: null, toolCall: null, name: by.name, at, values: before }],
    personDecides: 'An undo is decided by a person.',
    undoes: { proposal: of.id, reference: of.reference, label: of.actionLabel, written: reverse.written },
    pinnedTo: of.pinnedTo,
    values: Object.entries(before).map(([field, value]) => restored(of, field, value)),
    readiness: { state: 'preparing' },
    base: null,
    current: null,
    status: { state: 'waiting', conflict: null, problem: null },
    revision: 1,
    createdAt: at,
    updatedAt: at,
    expiresAt: expiryOf({}, at, expiryHours),
  };
}

function restored(of: Proposal, field: string, value: ProposedValue['value']): ProposedValue {
  const written = of.values.find((each) => each.field === field);
  return {
    field,
    label: written?.label ?? field,
    type: written?.type ?? null,
    value,
    origin: 'fixed',
    evidence: null,
    certainty: 'certain',
    reasons: [`as it was before ${of.reference}`],
    resolvedFrom: null,
    alternatives: [],
    invalid: null,
    display: null,
  };
}
