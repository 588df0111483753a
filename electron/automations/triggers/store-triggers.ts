import { isAccessToken } from '../../../shared/model/access-token.ts';
import type { Automation } from '../../../shared/model/automation.ts';
import { type Call, call as callShape } from '../../../shared/model/call.ts';
import { isOutbound } from '../../../shared/model/outbound.ts';
import { type Outcome, outcome } from '../../../shared/model/outcome.ts';
import { type Proposal, proposal } from '../../../shared/model/proposal.ts';
import type { RecordRef } from '../../../shared/model/record-ref.ts';
import { callName, loadCall } from '../../calls/call-store.ts';
import { toFollowUp } from '../../feeds/follow-ups.ts';
import { loadOutcome } from '../../outcomes/outcome-store.ts';
import { fromJson } from '../../store/from-json.ts';
import type { StoreTransaction } from '../../store/open-store.ts';
import { askCondition } from '../condition.ts';
import { callFacts, outcomeFacts, promiseFacts, proposalFacts } from '../facts.ts';
import type { Facts } from '../places.ts';
import type { Start } from '../run-store.ts';
import { triggerFacts } from './trigger-facts.ts';

type Reader = Pick<StoreTransaction, 'selectFrom'>;

/** What may have happened that an automation waits for; `at` is when. */
type Happening = Omit<Start, 'facts'> & { facts: Facts; at: number };

/** What a look at the console's own store found: runs to start, and what went wrong with a filter. */
export type Found = { starts: Start[]; trouble: string | null };

/** Looks what happened in the console since a change number that starts an automation. */
export async function lookInStore(
  db: Reader,
  of: Automation,
  { cursor, now }: { cursor: number; now: number },
): Promise<Found> {
  const { trigger } = of;
  const found: Found = { starts: [], trouble: null };
  for (const { at, ...happening } of await happenings(db, of, { cursor, now })) {
    if (at < of.since) continue;
    const facts = { ...happening.facts, trigger: triggerFacts(trigger.kind, at, now) };
    const answer = 'where' in trigger ? askCondition(trigger.where, facts) : { holds: true, why: '' };
    if ('failed' in answer) found.trouble = answer.failed;
    else if (answer.holds) found.starts.push({ ...happening, facts });
  }
  return found;
}

function happenings(db: Reader, of: Automation, look: { cursor: number; now: number }): Promise<Happening[]> {
  const { trigger } = of;
  switch (trigger.kind) {
    case 'call':
      return callHappenings(db, of.org, trigger.moment, look.cursor);
    case 'outcome-written':
      return writtenOutcomes(db, of.org, look.cursor);
    case 'proposal-written':
      return writtenProposals(db, of.org, trigger.actions, look.cursor);
    case 'promise-broken':
      return brokenPromises(db, of.org, trigger.afterMinutes * 60_000, look.now);
    default:
      return Promise.resolve([]);
  }
}

type CallMoment = 'started' | 'ended' | 'analysed';

async function callHappenings(db: Reader, org: string, moment: CallMoment, cursor: number): Promise<Happening[]> {
  const calls = await db
    .selectFrom('calls')
    .select('body')
    .where('changed', '>', cursor)
    .where('org', '=', org)
    .execute();
  const changed = new Map(calls.map(({ body }) => fromJson(callShape, body)).map((each) => [each.id, each]));
  if (moment === 'analysed') {
    const rows = await db
      .selectFrom('outcomes')
      .select('call')
      .where('changed', '>', cursor)
      .where('org', '=', org)
      .execute();
    for (const { call: id } of rows) {
      const missing = changed.has(id) ? null : await loadCall(db, id);
      if (missing) changed.set(id, missing);
    }
  }
  const found: Happening[] = [];
  for (const each of changed.values()) {
    if (each.joinedTo !== undefined) continue;
    const told = moment === 'started' ? null : await loadOutcome(db, each.id);
    const at = momentOf(each, moment, told);
    if (at === null) continue;
    const startedBy = `Call ${moment}: ${callName(each)}`;
    found.push({ key: `call-${moment} ${each.id}`, startedBy, ...ofCall(each, told), at });
  }
  return found;
}

function momentOf(of: Call, moment: CallMoment, told: Outcome | null): number | null {
  if (moment === 'started') return of.startedAt;
  if (moment === 'ended') return of.endedAt;
  return told || of.analysis ? (of.endedAt ?? of.startedAt) : null;
}

/** A call as a run begins with it. */
export function ofCall(of: Call, told: Outcome | null): Pick<Start, 'call' | 'record' | 'facts'> {
  return {
    call: of.id,
    record: of.caller.state === 'matched' ? of.caller.person.record : null,
    facts: { call: callFacts(of, told), ...(told ? { outcome: outcomeFacts(told) } : {}) },
  };
}

async function writtenOutcomes(db: Reader, org: string, cursor: number): Promise<Happening[]> {
  const rows = await db
    .selectFrom('outcomes')
    .innerJoin('proposals', 'proposals.id', 'outcomes.log')
    .select(['outcomes.call', 'outcomes.log', 'outcomes.body', 'proposals.body as written'])
    .where('outcomes.changed', '>', cursor)
    .where('outcomes.org', '=', org)
    .execute();
  const found: Happening[] = [];
  for (const row of rows) {
    const of = await loadCall(db, row.call);
    const { status } = fromJson(proposal, row.written);
    if (!of || !('result' in status)) continue;
    const told = fromJson(outcome, row.body);
    const startedBy = `Outcome written: ${callName(of)}`;
    // An outcome may be looked at again long after it was written.
    found.push({ key: `outcome ${row.call} ${row.log}`, startedBy, ...ofCall(of, told), at: status.result.at });
  }
  return found;
}

async function writtenProposals(
  db: Reader,
  org: string,
  actions: readonly string[],
  cursor: number,
): Promise<Happening[]> {
  const rows = await db
    .selectFrom('proposals')
    .select('body')
    .where('changed', '>', cursor)
    .where('org', '=', org)
    .where('state', '=', 'written')
    .execute();
  const found: Happening[] = [];
  for (const { body } of rows) {
    const of = fromJson(proposal, body);
    if (!startsOthers(of) || (actions.length > 0 && !actions.includes(of.action))) continue;
    const started = await ofProposal(db, of);
    if (started) found.push(started);
  }
  return found;
}

/** An automation that starts on what automations wrote would go round and round. */
function startsOthers(of: Proposal): boolean {
  return !isAccessToken(of) && !isOutbound(of) && of.operation !== 'read' && of.askers[0]?.kind !== 'automation';
}

/** A written proposal as a run begins with it; null where it is not written. */
export async function ofProposal(db: Reader, of: Proposal): Promise<Happening | null> {
  if (of.status.state !== 'written') return null;
  const call = of.call === null ? null : await loadCall(db, of.call);
  const told = call ? ofCall(call, await loadOutcome(db, call.id)) : null;
  return {
    key: `written ${of.id}`,
    startedBy: `${of.reference} ${of.actionLabel} was written`,
    call: of.call,
    record: writtenRecord(of),
    facts: { ...told?.facts, proposal: proposalFacts(of) },
    at: of.status.result.at,
  };
}

function writtenRecord(of: Proposal): RecordRef | null {
  const made = of.status.state === 'written' ? of.status.result.record : null;
  return made && made.id !== '' ? made : of.record;
}

async function brokenPromises(db: Reader, org: string, afterMs: number, now: number): Promise<Happening[]> {
  const rows = await promises(db)
    .where('follow_ups.org', '=', org)
    .where('done_at', 'is', null)
    .where('due_at', '<=', now - afterMs)
    .execute();
  const found: Happening[] = [];
  for (const row of rows) found.push({ ...(await ofPromise(db, row)), at: row.due_at + afterMs });
  return found;
}

/** What is owed to callers, each with the proposal it is about. */
export function promises(db: Reader) {
  return db
    .selectFrom('follow_ups')
    .leftJoin('proposals', 'proposals.id', 'follow_ups.proposal')
    .selectAll('follow_ups')
    .select(['proposals.number', 'proposals.body']);
}

type PromiseRow = Awaited<ReturnType<ReturnType<typeof promises>['executeTakeFirstOrThrow']>>;

/** What is owed to a caller as a run begins with it. */
export async function ofPromise(db: Reader, row: PromiseRow): Promise<Start> {
  const of = toFollowUp(row);
  const about = row.body === null ? null : fromJson(proposal, row.body);
  const call = of.call === null ? null : await loadCall(db, of.call);
  const told = call ? ofCall(call, await loadOutcome(db, call.id)) : null;
  return {
    key: `promise ${of.id}`,
    startedBy: `Promise overdue: ${of.whom}`,
    call: of.call,
    record: told?.record ?? about?.record ?? null,
    facts: { ...told?.facts, promise: promiseFacts(of), ...(about ? { proposal: proposalFacts(about) } : {}) },
  };
}
