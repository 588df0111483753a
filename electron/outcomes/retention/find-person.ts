import { type Call, call, callerParty } from '../../../shared/model/call.ts';
import { proposal } from '../../../shared/model/proposal.ts';
import type { PersonFound } from '../../../shared/model/retention.ts';
import { callName } from '../../calls/call-store.ts';
import { fromJson } from '../../store/from-json.ts';
import type { StoreTransaction } from '../../store/open-store.ts';
import { soqlHistory } from './erase.ts';
import type { Found } from './found.ts';
import { namesPerson } from './person-words.ts';

type Reader = Pick<StoreTransaction, 'selectFrom'>;
type Names = (text: string | null | undefined) => boolean;

/** Proposals that somebody, or the console, still has something to do about. */
export const openStates = ['waiting', 'approved', 'writing', 'uncertain', 'failed'];
const openRunStates = ['running', 'waiting', 'deciding'];

/** Finds everything that is kept of a person. */
export async function findPerson(
  db: Reader,
  identifiers: readonly string[],
): Promise<{ found: Found; open: string[]; also: PersonFound['also'] }> {
  const names = namesPerson(identifiers);
  const calls = await callsOf(db, names);
  const ids = new Set(calls.map(({ id }) => id));
  const proposals = await proposalsOf(db, names, ids);
  const proposed = new Set(proposals.map(({ id }) => id));
  const isTheirs = (row: { call: string | null; proposal: string | null }) =>
    (row.call !== null && ids.has(row.call)) || (row.proposal !== null && proposed.has(row.proposal));
  const [followUps, requests, runs, values, handovers, queries] = await Promise.all([
    db.selectFrom('follow_ups').select(['id', 'call', 'proposal', 'what', 'whom', 'done_at']).execute(),
    db.selectFrom('kept_requests').select(['id', 'call', 'request']).execute(),
    db.selectFrom('automation_runs').select(['id', 'call', 'proposal', 'state', 'body', 'steps']).execute(),
    db.selectFrom('journal_values').select(['seq', 'value']).execute(),
    db.selectFrom('handovers').select(['id', 'body']).execute(),
    pastQueries(db),
  ]);
  const owed = followUps.filter((row) => isTheirs(row) || names(row.what) || names(row.whom));
  const theirRuns = runs.filter((row) => isTheirs(row) || names(row.body) || names(row.steps));
  return {
    found: {
      calls: [...ids],
      proposals: [...proposed],
      journal: values.filter(({ value }) => names(value)).map(({ seq }) => seq),
      followUps: owed.map(({ id }) => id),
      requests: requests
        .filter((row) => (row.call !== null && ids.has(row.call)) || names(row.request))
        .map(({ id }) => id),
      runs: theirRuns.map(({ id }) => id),
      handovers: handovers.filter(({ body }) => names(body)).map(({ id }) => id),
      queries: queries.filter(names),
    },
    open: [
      ...calls.filter(({ endedAt }) => endedAt === null).map((of) => `The call of ${callName(of)} is still going on.`),
      ...proposals.filter(({ state }) => openStates.includes(state)).map(({ told }) => `${told} is not settled.`),
      ...owed.filter((row) => row.done_at === null).map(({ what }) => `A follow-up is owed: ${what}`),
      ...theirRuns.filter(({ state }) => openRunStates.includes(state)).map(() => 'An automation is at work on them.'),
    ],
    also: alsoNamed(calls, names),
  };
}

async function callsOf(db: Reader, names: Names): Promise<Call[]> {
  const rows = await db.selectFrom('calls').select('body').execute();
  const all = rows.map(({ body }) => fromJson(call, body));
  const theirs = new Set(all.filter((of) => isOf(of, names)).map(({ id }) => id));
  return all.filter(({ id, joinedTo }) => theirs.has(id) || (joinedTo !== undefined && theirs.has(joinedTo)));
}

// Who only might have been the caller is somebody else.
function isOf(of: Call, names: Names): boolean {
  const others = of.parties.filter(({ role }) => role !== 'agent');
  const person = of.caller.state === 'matched' ? of.caller.person : null;
  const told = [
    ...others.flatMap(({ phone, email }) => [phone, email]),
    person?.record.id,
    person?.phone,
    person?.email,
  ];
  return told.some(names) || Object.values(of.variables).some(names);
}

async function proposalsOf(db: Reader, names: Names, calls: ReadonlySet<string>) {
  const rows = await db
    .selectFrom('proposals')
    .select(['id', 'call', 'record', 'state', 'body', 'requested'])
    .execute();
  return rows.flatMap(({ id, call: of, record, state, body, requested }) => {
    const theirs = (of !== null && calls.has(of)) || names(record) || names(requested) || namesIn(body, names);
    if (!theirs) return [];
    const { reference, actionLabel } = fromJson(proposal, body);
    return [{ id, state, told: `${reference} ${actionLabel}` }];
  });
}

/** Whether a proposal is about them: what it proposes or proposed of, not who else it might have been about. */
function namesIn(body: string, names: Names): boolean {
  if (!names(body)) return false;
  const { values, askers, base, record, status } = fromJson(proposal, body);
  return names(JSON.stringify([values, askers, base, record, status]));
}

async function pastQueries(db: Reader): Promise<string[]> {
  const row = await db.selectFrom('preferences').select('value').where('key', '=', soqlHistory).executeTakeFirst();
  const kept: unknown = row ? JSON.parse(row.value) : [];
  return Array.isArray(kept) ? kept.map((each) => JSON.stringify(each)) : [];
}

function alsoNamed(calls: readonly Call[], names: Names): PersonFound['also'] {
  const told = calls.flatMap((of) => {
    const party = callerParty(of);
    const person = of.caller.state === 'matched' ? of.caller.person : null;
    const label = callName(of);
    const record = person && { identifier: person.record.id, label: `${person.record.object} ${person.record.name}` };
    const numbers = [person?.phone, person?.email, party?.phone, party?.email];
    return [
      ...(record ? [record] : []),
      ...numbers.flatMap((identifier) => (identifier ? [{ identifier, label }] : [])),
    ];
  });
  const unknown = told.filter(({ identifier }) => !names(identifier));
  return [...new Map(unknown.map((each) => [each.identifier, each])).values()].slice(0, 20);
}
