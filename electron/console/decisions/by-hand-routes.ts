import { implement } from '@orpc/server';
import type { ByHand, CommentInstead } from '../../../shared/contract/by-hand-contract.ts';
import { contract } from '../../../shared/contract/contract.ts';
import { type Problem, ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { Proposal, ProposedValue } from '../../../shared/model/proposal.ts';
import type { RecordRef } from '../../../shared/model/record-ref.ts';
import type { Catalogue } from '../../actions/catalogue.ts';
import { readByHand } from '../../actions/read-by-hand.ts';
import { loadCall, utterancesOf } from '../../calls/call-store.ts';
import { checkEvidence } from '../../calls/check-evidence.ts';
import { loadProposal } from '../../proposals/proposal-store.ts';
import type { Proposals } from '../../proposals/proposals.ts';
import { requireId } from '../../salesforce/ids.ts';
import type { Store } from '../../store/open-store.ts';
import type { Orgs } from '../orgs/orgs.ts';
import { refusing } from '../refusing.ts';
import { proposeByHand } from './propose-by-hand.ts';

/** What answers for proposals made by hand. */
export type ByHandRoutesParts = {
  store: Store;
  orgs: Pick<Orgs, 'find' | 'main'>;
  catalogue: Catalogue;
  proposals: Proposals;
  now(): number;
  log(message: string, cause?: unknown): void;
};

/** Answers the contract's calls by which a supervisor proposes something. */
export function createByHandRoutes(parts: ByHandRoutesParts) {
  const { store, orgs, catalogue, proposals } = parts;
  const os = implement(contract).proposals;

  async function propose(wanted: ByHand): Promise<Proposal> {
    const call = wanted.call === null ? null : await loadCall(store.db, wanted.call);
    if (wanted.call !== null && !call) throw new ProblemError(noCall);
    if (call && wanted.org && wanted.org !== call.org) throw new ProblemError(otherOrg);
    const named = wanted.org ?? call?.org;
    const org = named ? orgs.find(named) : orgs.main();
    if (!org) throw new ProblemError(named ? noOrg : notSignedIn);
    const action = catalogue.find(wanted.action);
    if (!action) throw new ProblemError(toProblem('not-found', `The catalogue has no action “${wanted.action}”.`));
    const said = call ? await utterancesOf(store.db, call.id) : [];
    const values = wanted.values.map((value) => ({
      ...value,
      evidence: value.evidence && told(checkEvidence(value.evidence, said)),
    }));
    const record = wanted.record && withFullId(wanted.record);
    const read = told(readByHand(action, { object: wanted.object ?? null, record, values }));
    return proposeByHand(proposals, { org, call: call?.id ?? null, ...read }, parts.now());
  }

  async function commentInstead({ proposal: id, revision, on }: CommentInstead): Promise<Proposal> {
    const of = (await loadProposal(store.db, id))?.proposal;
    if (!of) throw new ProblemError(toProblem('not-found', 'This proposal does not exist.'));
    const org = orgs.find(of.org);
    if (!org) throw new ProblemError(noOrg);
    if (of.operation !== 'create' || of.object !== 'Case') throw new ProblemError(noNewCase);
    const action = catalogue.find(commentAction);
    if (!action) throw new ProblemError(toProblem('not-found', `The catalogue has no action “${commentAction}”.`));
    const values = [{ ...sayingMost(of), field: 'CommentBody' }];
    const read = told(readByHand(action, { object: null, record: withFullId(on), values }));
    const text = `Proposed as a comment on case ${on.name} instead`;
    const by = { kind: 'supervisor' as const, user: org.user.id, name: org.user.name };
    await proposals.reject(id, revision, { preset: 'other', text }, by);
    const reasons = [`taken from ${of.reference}, the new case it stands for`];
    const requested = read.requested.map((value) => ({ ...value, reasons }));
    return proposeByHand(proposals, { org, call: of.call, ...read, requested }, parts.now());
  }

  return {
    commentInstead: os.commentInstead.handler(({ input }) => refusing(() => commentInstead(input), parts.log)),
    propose: os.propose.handler(({ input }) => refusing(() => propose(input), parts.log)),
  };
}

const commentAction = 'add_comment';
const noNewCase = toProblem('invalid-input', 'This is no new case.');
const noCall = toProblem('not-found', 'This call does not exist.');
const noOrg = toProblem('not-found', 'Countersign does not know this org.', { next: 'reconnect' });
const notSignedIn = toProblem('not-connected', 'Not signed in to Salesforce yet.', { next: 'reconnect' });
const otherOrg = toProblem('not-allowed', 'This call belongs to another org. Nothing was proposed.');

/** The most that was told of a case, and the words behind it. */
function sayingMost({ values }: Proposal): Pick<ProposedValue, 'value' | 'evidence'> {
  const filled = ['Description', 'Subject'].flatMap((field) =>
    values.filter((each) => each.field === field && each.value !== null && each.value !== ''),
  );
  return filled[0] ?? { value: null, evidence: null };
}

function told<T extends object>(read: T | Problem): T {
  if ('message' in read && 'next' in read) throw new ProblemError(read);
  return read;
}

function withFullId(record: RecordRef): RecordRef {
  return { ...record, id: requireId(record.id) };
}
