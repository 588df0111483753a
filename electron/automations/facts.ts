import { type Call, callerParty } from '../../shared/model/call.ts';
import type { FollowUp } from '../../shared/model/follow-up.ts';
import type { Org } from '../../shared/model/org.ts';
import { type Outcome, outcomeValue } from '../../shared/model/outcome.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { callName } from '../calls/call-store.ts';
import type { Row } from '../salesforce/search/query.ts';
import type { Facts } from './places.ts';

/** What an automation knows whatever started it. */
export function commonFacts(org: Pick<Org, 'id' | 'name' | 'timeZone'>, now: number): Facts {
  return {
    org: { id: org.id, name: org.name },
    now: new Date(now).toISOString(),
    today: new Intl.DateTimeFormat('en-CA', { timeZone: org.timeZone, dateStyle: 'short' }).format(now),
  };
}

/** A record as a query told it, without what Salesforce adds of its own. */
export function recordFacts(object: string, row: Row): Facts {
  return { object, ...plainRow(row) };
}

function plainRow(row: object): Facts {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) => (name === 'attributes' ? [] : [[name, plainValue(value)]])),
  );
}

function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainValue);
  return typeof value === 'object' && value !== null ? plainRow(value) : value;
}

/** Rows of a look-up, as later steps name them: how many, the first, all of them. */
export function foundFacts(rows: readonly Row[], total: number): Facts {
  const plain = rows.map(plainRow);
  return { count: plain.length, total, found: plain.length > 0, first: plain[0] ?? {}, rows: plain };
}

/** A call, with who was on the line. */
export function callFacts(of: Call, outcome: Outcome | null): Facts {
  const party = callerParty(of);
  const person = of.caller.state === 'matched' ? of.caller.person : null;
  const { object = null, id = null } = person?.record ?? {};
  return {
    id: of.id,
    name: callName(of),
    phone: party?.phone ?? person?.phone ?? null,
    email: party?.email ?? person?.email ?? null,
    channel: of.channel,
    direction: of.direction,
    platform: of.sources[0]?.platform ?? null,
    agent: of.agent?.name ?? null,
    person: id,
    contact: object === 'Contact' ? id : null,
    lead: object === 'Lead' ? id : null,
    account: object === 'Account' ? id : (person?.accountId ?? null),
    certainty: person?.certainty ?? 'none',
    startedAt: new Date(of.startedAt).toISOString(),
    endedAt: of.endedAt === null ? null : new Date(of.endedAt).toISOString(),
    endReason: of.endReason,
    seconds: of.endedAt === null ? null : Math.round((of.endedAt - of.startedAt) / 1000),
    summary: outcome ? outcomeValue(outcome, 'summary') : (of.analysis?.summary ?? null),
    sentiment: outcome ? outcomeValue(outcome, 'sentiment') : (of.analysis?.sentiment ?? null),
    disposition: outcome ? outcomeValue(outcome, 'disposition') : (of.analysis?.disposition ?? null),
    successful: of.analysis?.successful ?? null,
    variables: { ...of.analysis?.values, ...of.variables },
  };
}

/** What became of a call. */
export function outcomeFacts(of: Outcome): Facts {
  return {
    disposition: outcomeValue(of, 'disposition'),
    sentiment: outcomeValue(of, 'sentiment'),
    summary: outcomeValue(of, 'summary'),
    seconds: outcomeValue(of, 'seconds'),
    flagged: of.flag !== null,
    reviewed: of.reviewed !== null,
  };
}

/** A proposal that was decided and written. */
export function proposalFacts(of: Proposal): Facts {
  const { status } = of;
  const result = status.state === 'written' || status.state === 'undone' ? status.result : null;
  const decider = 'decision' in status ? status.decision.by.name : null;
  return {
    id: of.id,
    reference: of.reference,
    action: of.action,
    label: of.actionLabel,
    operation: of.operation,
    object: of.object,
    record: result?.record.id || of.record?.id || null,
    recordName: result?.record.name ?? of.record?.name ?? null,
    url: result?.url ?? null,
    by: decider,
    values: Object.fromEntries(of.values.map(({ field, value }) => [field, value])),
  };
}

/** What was promised to a caller. */
export function promiseFacts(of: FollowUp): Facts {
  return {
    id: of.id,
    what: of.what,
    whom: of.whom,
    due: new Date(of.dueAt).toISOString(),
    reference: of.reference,
  };
}
