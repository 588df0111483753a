import { isAccessToken } from '../../../shared/model/access-token.ts';
import { canonicalPayload, type Payload, toPayload } from '../../../shared/model/payload.ts';
import { type Problem, toProblem } from '../../../shared/model/problem.ts';
import type {
  Decider,
  Decision,
  Precedent,
  Proposal,
  ProposedValue,
  Readiness,
} from '../../../shared/model/proposal.ts';
import { secondLook } from '../../../shared/model/record-match.ts';
import { momentBar } from '../../../shared/model/rule-bar.ts';
import { type Sensitivity, sensitivityWords } from '../../../shared/model/sensitivity.ts';
import { askAgain } from '../../actions/deletion.ts';
import type { ProposalEvent } from '../proposal-event.ts';
import { refuseDecision, stale } from './stale-decision.ts';

/** An approval, by a person or a rule. */
export type Approval = {
  type: 'approve';
  id: string;
  revision: number;
  by: Decider;
  at: number;
  edited: Edited | null;
  /** To be written although a duplicate rule found records like it. */
  saveAnyway?: boolean;
  /** What it has to wait for once it is approved. */
  waitsFor?: Problem | null;
  /** Until then whoever approved it may think again. */
  sendAt?: number;
  /** A second person, who signed in for this one decision. */
  signedIn?: boolean;
  /** How long its diff had been wholly on the screen, milliseconds. */
  onScreenMs?: number | undefined;
  /** It came sooner than it can be read, and was asked for once more. */
  hurried?: boolean | undefined;
  /** What in it is asked for once more, as it would be sent. */
  sensitive?: Sensitivity | null;
  hash: (text: string) => string;
};

/** A supervisor's edit, made ready: the values as they would be sent, and whether they can be. */
export type Edited = { values: ProposedValue[]; after: Precedent[]; readiness: Readiness };

/** Approves what the decider saw, bound to exactly what would be sent. */
export function decideApproval(of: Proposal, command: Approval): ProposalEvent[] | Problem {
  const { id, by, at, revision, hash, edited } = command;
  const saveAnyway = command.saveAnyway === true;
  if (isAccessToken(of) && (by.kind !== 'supervisor' || edited)) return onlyAsAsked;
  if (of.undoes && edited) return noHalves;
  const barred = by.kind === 'rule' ? refuseRule(of, command) : null;
  if (barred) return barred;
  const refusal = saveAnyway ? refuseSaving(of, command) : refuseDecision(of, revision);
  if (refusal) return refusal;
  const look = secondLook(of);
  if (look)
    return toProblem('conflict', `${look} Say first which it is.`, { next: 'choose-record', code: 'second-look' });
  const unready = refuseUnready(edited?.readiness ?? of.readiness);
  if (unready) return unready;
  const values = edited?.values ?? of.values;
  const payload = toPayload({ ...of, values, saveAnyway });
  if (of.operation !== 'delete' && Object.keys(payload.fields).length === 0) return nothingToWrite;
  const shown = { ...of, values, saveAnyway };
  // Past a duplicate rule goes only what was approved once already; whoever signs in for it does so on purpose.
  const asks = !command.signedIn && (of.operation === 'delete' || (command.sensitive && !saveAnyway));
  if (asks && !isConfirmed(of, payload)) {
    const problem = askedOnceMore(shown, command.sensitive ?? null);
    return [{ type: 'proposal.asked-again', by, problem, values, after: edited?.after ?? of.after ?? [] }];
  }
  const decision: Decision = {
    id,
    kind: edited || wasEdited(of) ? 'edited' : 'approved',
    by,
    at,
    revision,
    rejection: null,
    payloadHash: hash(canonicalPayload(payload)),
    ...(saveAnyway ? { saveAnyway } : {}),
    ...(command.signedIn ? { signedIn: true } : {}),
    ...(command.onScreenMs === undefined ? {} : { onScreenMs: command.onScreenMs }),
    ...(command.hurried ? { hurried: true } : {}),
  };
  const after = edited?.after ?? of.after ?? [];
  return [
    { type: 'proposal.approved', decision, values, after, waitsFor: command.waitsFor ?? null, ...later(command) },
  ];
}

function later({ sendAt }: Approval): { sendAt?: number } {
  return sendAt === undefined ? {} : { sendAt };
}

const noHalves = toProblem(
  'not-allowed',
  'An undo puts back all that was written, or nothing. Approve it as it stands, or reject it.',
);

const onlyAsAsked = toProblem(
  'not-allowed',
  'An access token is given by a person, as it was asked for: no rule gives one, and there is nothing to edit.',
);

/** The last word on what a rule may approve, whatever asked for it. */
function refuseRule(of: Proposal, { edited, saveAnyway, sensitive }: Approval): Problem | null {
  const careful = sensitive ? `${sensitivityWords(sensitive)} A person decides that.` : null;
  const asIs = edited || saveAnyway ? 'A rule approves only what was asked for.' : careful;
  const bar = asIs ?? (of.operation === 'delete' ? 'A deletion is decided by a person.' : momentBar(of));
  return bar ? toProblem('not-allowed', bar) : null;
}

const nothingToWrite = toProblem(
  'invalid-input',
  'Salesforce already has these values: there is nothing to write. Reject it, or edit it first.',
  { next: 'edit' },
);

/** Past a duplicate rule goes only what it found something about, as it stands, and where the rule allows it. */
function refuseSaving(of: Proposal, { revision, edited }: Approval): Problem | null {
  const { status } = of;
  if ((status.state !== 'failed' && status.state !== 'waiting') || of.revision !== revision) return stale(of);
  const found = status.problem?.duplicates;
  if (!found) return toProblem('conflict', 'No duplicate rule refused it. Approve it as usual.', { next: 'retry' });
  if (!found.allowSave) {
    return toProblem('not-allowed', 'The duplicate rule of this org does not let it be saved.', { next: 'edit' });
  }
  if (!edited) return null;
  return toProblem('invalid-input', 'It was edited: approve it as usual, as other records may be like it now.', {
    next: 'retry',
  });
}

function refuseUnready(readiness: Readiness): Problem | null {
  switch (readiness.state) {
    case 'ready':
      return null;
    case 'preparing':
      return toProblem('conflict', 'The record is still being read. Approve once its values are shown.', {
        next: 'wait',
      });
    case 'needs-record':
      return toProblem('invalid-input', 'Choose the record first: it is not known whose it is.', {
        next: 'choose-record',
      });
    case 'blocked':
      return readiness.problem;
  }
}

/** Whether exactly this was approved once, and what it does was told since. */
function isConfirmed(of: Proposal, payload: Payload): boolean {
  const isConfirming = of.status.state === 'waiting' && of.status.confirming === true;
  return isConfirming && canonicalPayload(payload) === canonicalPayload(toPayload(of));
}

function askedOnceMore(of: Proposal, sensitive: Sensitivity | null): Problem {
  if (of.operation === 'delete') return askAgain(of.record, of.consequences ?? []);
  const what = sensitive ? sensitivityWords(sensitive) : '';
  const code = 'confirm-sensitive';
  if (isAccessToken(of)) {
    const does = 'Whoever holds it writes to Salesforce past Countersign until it is revoked.';
    return toProblem('not-allowed', `${what} ${does} Approve once more to give it.`, { code });
  }
  const does = `${what.slice(0, -1)} of ${whose(of)}.`;
  return toProblem('not-allowed', `${does} Approve once more to send it.`, { code });
}

function whose({ operation, objectLabel, record }: Proposal): string {
  return operation === 'create' || !record ? `a new ${objectLabel}` : `${objectLabel} ${record.name}`;
}

/** An edit that was asked for again, or signed by a first person, is in the values already. */
function wasEdited(of: Proposal): boolean {
  const before = of.firstApproval !== undefined || (of.status.state === 'waiting' && of.status.confirming === true);
  const byHand = of.askers.some(({ kind }) => kind === 'supervisor');
  return before && !byHand && of.values.some(({ origin }) => origin === 'edited');
}
