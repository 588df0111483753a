import type { Action } from '../../../shared/model/action.ts';
import type { ObjectDescribe } from '../../../shared/model/object-describe.ts';
import { type DuplicateMatch, type Problem, ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { Decider, Proposal } from '../../../shared/model/proposal.ts';
import type { Catalogue } from '../../actions/catalogue.ts';
import { concreteAction } from '../../actions/concrete-action.ts';
import type { RequestedValue } from '../../actions/requested-value.ts';
import { namingFields } from '../../actions/sought-record.ts';
import type { Store, StoreTransaction } from '../../store/open-store.ts';
import { applyEvents, loadProposal, type StoredProposal } from '../proposal-store.ts';
import { type ProposalRequest, proposeIn } from '../propose.ts';
import { decideProposal } from './decide-proposal.ts';

/** What a person chose: one of the records that look like a new one, in its place. */
export type UpdateInstead = { id: string; revision: number; record: string; by: Decider; at: number };

/** What turning a create into an update works with. */
export type UpdateInsteadParts = { store: Store; catalogue: Catalogue };

/** Proposes the values of a refused create for the record that is there already; the create is superseded by it, in one transaction. */
export async function updateInstead(
  { store, catalogue }: UpdateInsteadParts,
  wanted: UpdateInstead,
  describe: ObjectDescribe,
): Promise<{ create: Proposal; update: Proposal }> {
  return store.transact(async (tx) => {
    const stored = told(await loadProposal(tx, wanted.id), unknown);
    const { proposal: of } = stored;
    const match = told(matchOf(of, wanted.record), notFound);
    const request = requestOf(stored, match, { by: wanted.by, at: wanted.at, describe, catalogue });
    const made = await proposeIn(store, tx, request, wanted.at);
    const { revision, by: decider } = wanted;
    const reason = `updates ${match.record.name} instead (${made.proposal.reference})`;
    const decided = decideProposal(of, { type: 'replace', revision, by: made.proposal.id, decider, reason });
    if (!Array.isArray(decided)) throw new ProblemError(decided);
    const create = (await applyEvents(store, tx, stored, decided, wanted.at)).proposal;
    return { create, update: await handOver(store, tx, of, made.proposal) };
  });
}

/** The record among those that look like it; null where it is none of them, or of another object. */
function matchOf(of: Proposal, record: string): DuplicateMatch | null {
  const problem = 'problem' in of.status ? of.status.problem : null;
  const like = [...(problem?.duplicates?.matches ?? []), ...(of.like ?? [])];
  const match = like.find((each) => each.record.id === record);
  return match && of.operation === 'create' && match.record.object === of.object ? match : null;
}

function requestOf(
  { proposal: of, requested, matter }: StoredProposal,
  { record }: DuplicateMatch,
  context: { by: Decider; at: number; describe: ObjectDescribe; catalogue: Catalogue },
): ProposalRequest {
  const { by, at, describe, catalogue } = context;
  const values = told(writable(requested, describe), nothingToUpdate);
  const action = told(actionFor(catalogue, describe.name, values), noAction);
  const asker = { kind: 'supervisor' as const, feed: null, toolCall: null, name: by.name, at, values: {} };
  const { org, call, pinnedTo } = of;
  return { org, call, action, asker, requested: values, matter, pinnedTo, record, toolCall: null };
}

/** What was asked for; what only fills a new record, such as its first status, does not go over what is there. */
function writable(requested: readonly RequestedValue[], describe: ObjectDescribe): RequestedValue[] | null {
  const updateable = new Set(describe.fields.filter((field) => field.updateable).map(({ name }) => name));
  const values = requested.filter(({ field }) => updateable.has(field));
  return values.length > 0 ? values : null;
}

/** The object's own update where that takes every value, else the one for any object. */
function actionFor(catalogue: Catalogue, object: string, values: readonly RequestedValue[]): Action | null {
  const fields = values.map(({ field }) => field);
  const updates = catalogue.all().filter((each) => each.operation === 'update' && !each.deprecated);
  const own = updates.find((each) => each.object === object && takes(each, fields));
  const any = updates.find((each) => each.key === 'update_object');
  return own ?? (any ? concreteAction(any, object, fields) : null);
}

function takes(action: Action, fields: readonly string[]): boolean {
  const inputs = new Set(action.inputs.map(({ field }) => field));
  const naming = new Set(namingFields(action));
  return fields.every((field) => inputs.has(field) && !naming.has(field));
}

/** Whoever asked for the create asked for the update: its agent gets the same answer. */
async function handOver(store: Store, tx: StoreTransaction, from: Proposal, to: Proposal): Promise<Proposal> {
  await tx.updateTable('tool_calls').set({ proposal: to.id }).where('proposal', '=', from.id).execute();
  let stored = told(await loadProposal(tx, to.id), unknown);
  for (const asker of from.askers) {
    stored = await applyEvents(store, tx, stored, [{ type: 'proposal.joined', asker }], to.updatedAt);
  }
  return stored.proposal;
}

const unknown = toProblem('not-found', 'This proposal does not exist.');
const notFound = toProblem('invalid-input', 'This record is none of those that look like it. Choose one of them.', {
  next: 'choose-record',
});
const nothingToUpdate = toProblem(
  'invalid-input',
  'None of its values can be written to a record that exists already.',
);
const noAction = toProblem(
  'not-allowed',
  'The catalogue has no action in use that updates this object. Take “Update object” into use under Settings, Actions.',
);

function told<T>(found: T | null, problem: Problem): T {
  if (found === null) throw new ProblemError(problem);
  return found;
}
