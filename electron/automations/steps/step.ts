import type { AutomationStep } from '../../../shared/model/automation.ts';
import type { AutomationRun, StepRecord } from '../../../shared/model/automation-run.ts';
import type { Org } from '../../../shared/model/org.ts';
import type { OutboundSettings } from '../../../shared/model/outbound.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import type { RecordRef } from '../../../shared/model/record-ref.ts';
import type { Catalogue } from '../../actions/catalogue.ts';
import type { ProposalRequest, Proposed } from '../../proposals/propose.ts';
import type { QueryPage } from '../../salesforce/search/query.ts';
import type { StoreTransaction } from '../../store/open-store.ts';
import type { Facts } from '../places.ts';

/** What steps work with. */
export type StepParts = {
  catalogue: Catalogue;
  propose(request: ProposalRequest): Promise<Proposed>;
  loadProposal(id: string): Promise<Proposal | null>;
  /** Runs a query in an org; rejects with a problem. */
  query(org: string, soql: string): Promise<QueryPage>;
  /** The record of an id; rejects with a problem where there is none. */
  nameRecord(org: string, id: string): Promise<RecordRef>;
  org(id: string): Org | null;
  outbound(): Promise<OutboundSettings>;
  now(): number;
};

/** A step that a run is at. */
export type StepAt<Step extends AutomationStep = AutomationStep> = {
  step: Step;
  run: AutomationRun;
  /** With its places filled in, for good: what is taken up again is the same. */
  record: StepRecord;
  facts: Facts;
  /** What goes to disk in the transaction of the proposal it makes. */
  alongside(tx: StoreTransaction, of: Proposal): Promise<void>;
};

/** What came of taking a step. */
export type StepOutcome =
  | { kind: 'done'; output: Facts; told: string }
  /** The run goes no further, and nothing is wrong. */
  | { kind: 'stop'; told: string }
  /** The step after this one is left out. */
  | { kind: 'skip-next'; output: Facts; told: string }
  | { kind: 'wait'; until: number; told: string }
  /** Its proposal is being decided. */
  | { kind: 'decide'; told: string }
  | { kind: 'fail'; told: string };
