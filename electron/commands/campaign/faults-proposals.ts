import type { Problem } from '../../../shared/model/problem.ts';
import type { Decider, Precedent, Proposal, ProposedValue } from '../../../shared/model/proposal.ts';
import type { ProposalCommand } from '../../proposals/deciding/decide-proposal.ts';
import { payloadHash } from '../../proposals/executor/payload-hash.ts';
import { commandProposal, insertProposal, isProposal } from '../../proposals/proposal-store.ts';
import type { Store } from '../../store/open-store.ts';
import type { PlannedProposal } from './faults-scenario.ts';
import type { PreparedWrite } from './faults-world.ts';

const by: Decider = { kind: 'supervisor', user: '005000000000001AAA', name: 'Sam Ortiz' };

/** Puts a proposal on disk as it waits for its decision, made ready. */
export async function putProposal(
  store: Store,
  write: PreparedWrite,
  of: { org: string; number: number; at: number },
): Promise<Proposal> {
  const proposal = waitingProposal(write, of);
  const stored = { proposal, requested: [], matter: proposal.id };
  await store.transact((tx) => insertProposal(store, tx, stored, of.number));
  return proposal;
}

/** Decides it as planned; null where it is left alone. */
export async function decideAsPlanned(
  store: Store,
  of: Proposal,
  planned: PlannedProposal,
  at: number,
): Promise<Proposal | null> {
  const command = commandFor(of, planned, at);
  if (!command) return null;
  const answer: Proposal | Problem = await commandProposal(store, of.id, command, at);
  if (!isProposal(answer)) throw new Error(`${of.reference} could not be decided: ${answer.message}`);
  // A deletion is asked for twice.
  const isConfirming = answer.status.state === 'waiting' && answer.status.confirming === true;
  return isConfirming ? decideAsPlanned(store, answer, planned, at) : answer;
}

function commandFor({ id, revision }: Proposal, planned: PlannedProposal, at: number): ProposalCommand | null {
  const decision = { id: `decision-${id}`, revision, by, at };
  switch (planned.decision) {
    case 'approve':
      return { type: 'approve', ...decision, edited: null, hash: payloadHash };
    case 'reject':
      return { type: 'reject', ...decision, rejection: { preset: 'other', text: '' } };
    case 'leave':
      return null;
  }
}

function waitingProposal(
  { planned, object, recordId, fields, base }: PreparedWrite,
  { org, number, at }: { org: string; number: number; at: number },
): Proposal {
  return {
    id: planned.id,
    reference: `P-${number}`,
    org,
    call: 'the call',
    after: precedentsOf(planned),
    action: `fault_${planned.writeClass}`,
    actionLabel: planned.writeClass,
    operation: operationOf(planned),
    writeClass: planned.writeClass,
    object,
    objectLabel: object,
    record: recordId === null ? null : { object, id: recordId, name: planned.mark, detail: null },
    recordFrom: recordId === null ? 'none' : 'given',
    askers: [{ kind: 'suggestion', feed: null, toolCall: null, name: null, at, values: {} }],
    pinnedTo: null,
    values: Object.entries(fields).map(([field, value]) => proposedValue(field, value)),
    readiness: { state: 'ready' },
    base,
    current: null,
    status: { state: 'waiting', conflict: null, problem: null },
    revision: 1,
    createdAt: at,
    updatedAt: at,
  };
}

function precedentsOf({ after }: PlannedProposal): Precedent[] {
  return after === null ? [] : [{ proposal: after, reference: 'P-0', label: 'a create', field: 'ParentId' }];
}

function operationOf({ writeClass }: PlannedProposal): Proposal['operation'] {
  if (writeClass === 'absolute-update') return 'update';
  return writeClass === 'delete' ? 'delete' : 'create';
}

function proposedValue(field: string, value: ProposedValue['value']): ProposedValue {
  return {
    field,
    label: field,
    type: 'string',
    value,
    origin: 'said',
    evidence: null,
    certainty: 'likely',
    reasons: [],
    resolvedFrom: null,
    alternatives: [],
    invalid: null,
    display: null,
  };
}
