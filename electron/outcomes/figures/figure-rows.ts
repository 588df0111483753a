import { sql } from 'kysely';
import { type FiguresAsked, type Rate, stillInProgress } from '../../../shared/model/figures.ts';
import type { StoreTransaction } from '../../store/open-store.ts';

export type Reader = StoreTransaction | Pick<StoreTransaction, 'selectFrom' | 'getExecutor'>;

/** A call that began in the stretch of time. */
export type CallRow = { call: string; at: number; name: string; outcome: string };

/** What was decided in the stretch of time; of no call, platform and agent are null. */
export type DecidedRow = {
  proposal: string;
  reference: string;
  call: string | null;
  name: string | null;
  action: string;
  label: string;
  platform: string | null;
  agent: string | null;
  kind: 'approved' | 'edited' | 'rejected' | 'by-rule';
  by: string;
  at: number;
  made: number;
};

/** What an agent asked while a caller waited: when it was told of the decision, or to wait. */
export type WaitRow = {
  call: string | null;
  proposal: string | null;
  name: string | null;
  reference: string | null;
  label: string | null;
  at: number;
  told: number | null;
  inTime: number;
};

/** Something that was sent to an org, as the journal tells of it. */
export type WriteRow = {
  call: string | null;
  proposal: string | null;
  name: string | null;
  summary: string;
  at: number;
};

const unknownOutcome = 'Not made out';

/** Where a proposal has a decision that still stands. */
const decidedStates = sql`('approved', 'writing', 'uncertain', 'written', 'failed', 'rejected', 'undone')`;

/** The decision of a proposal, and who and what it was about: what every question about decisions begins with. */
const decided = sql`
  select p.id as proposal, 'P-' || p.number as reference, p.call, p.org, p.action, p.created_at as made, p.body,
    json_extract(p.body, '$.actionLabel') as label, json_extract(p.body, '$.status.decision.by.name') as by,
    json_extract(p.body, '$.status.decision.at') as at, json_extract(c.body, '$.sources[0].platform') as platform,
    json_extract(c.body, '$.agent.name') as agent, c.search as search,
    case when json_extract(p.body, '$.status.decision.by.kind') = 'rule' then 'by-rule'
      else json_extract(p.body, '$.status.decision.kind') end as kind
  from proposals p left join calls c on c.id = p.call where p.state in ${decidedStates}`;

/** Every call that began, with what became of it: a person's word before what was made out. */
export async function callRows(db: Reader, { from, to, org }: FiguresAsked): Promise<CallRow[]> {
  const query = sql<CallRow>`
    select c.id as call, c.started_at as at, ${firstLine(sql`c.search`)} as name,
      case when c.ended_at is null then ${stillInProgress}
        else coalesce(json_extract(o.body, '$.edits.disposition.value'), json_extract(o.body, '$.derived.disposition.value'),
          ${unknownOutcome}) end as outcome
    from calls c left join outcomes o on o.call = c.id
    where c.search != '' and c.started_at >= ${from} and c.started_at < ${to} and (${org} is null or c.org = ${org})
    order by c.started_at desc`;
  return (await query.execute(db)).rows;
}

/** Every decision, newest first. */
export async function decidedRows(db: Reader, { from, to, org }: FiguresAsked): Promise<DecidedRow[]> {
  const query = sql<DecidedRow>`
    with decided as materialized (${decided})
    select proposal, reference, call, ${firstLine(sql`search`)} as name, action, label, platform, agent, kind, by, at, made
    from decided where at >= ${from} and at < ${to} and (${org} is null or org = ${org}) order by at desc`;
  return (await query.execute(db)).rows;
}

/** How the values of each field were decided: changed by the decider, taken as they were, or rejected with all else. */
export async function fieldRates(db: Reader, { from, to, org }: FiguresAsked): Promise<Rate[]> {
  const query = sql<Rate>`
    with decided as materialized (${decided}),
    told as (
      select json_extract(d.body, '$.object') || '.' || json_extract(v.value, '$.field') as key,
        json_extract(d.body, '$.objectLabel') || ': ' || json_extract(v.value, '$.label') as label,
        case when d.kind = 'edited' and json_extract(v.value, '$.origin') != 'edited' then 'approved' else d.kind end as kind
      from decided d, json_each(d.body, '$.values') v
      where d.at >= ${from} and d.at < ${to} and (${org} is null or d.org = ${org})
    )
    select key, max(label) as label, sum(kind = 'approved') as approved, sum(kind = 'edited') as edited,
      sum(kind = 'rejected') as rejected, sum(kind = 'by-rule') as "by-rule"
    from told group by key order by count(*) desc, key`;
  return (await query.execute(db)).rows;
}

/** Proposals with a value of a field, as `Object.Field`, and whether its decider changed it. */
export async function proposalsWithField(db: Reader, key: string): Promise<Map<string, boolean>> {
  const query = sql<{ id: string; edited: number }>`
    select p.id, max(json_extract(v.value, '$.origin') = 'edited') as edited from proposals p, json_each(p.body, '$.values') v
    where json_extract(p.body, '$.object') || '.' || json_extract(v.value, '$.field') = ${key} group by p.id`;
  return new Map((await query.execute(db)).rows.map(({ id, edited }) => [id, edited === 1]));
}

/** Everything an agent asked that a person was to decide, by the first answer it got. */
export async function waitRows(db: Reader, { from, to, org }: FiguresAsked): Promise<WaitRow[]> {
  const query = sql<WaitRow>`
    select a.call, a.proposal, ${firstLine(sql`c.search`)} as name, 'P-' || p.number as reference,
      json_extract(p.body, '$.actionLabel') as label, min(a.asked_at) as at, min(a.said_at) as told,
      max(a.door = 'hold' and a.outcome in ('done', 'rejected', 'failed')) as inTime
    from answers a join proposals p on p.id = a.proposal left join calls c on c.id = a.call
    where a.asked_at >= ${from} and a.asked_at < ${to} and (${org} is null or p.org = ${org})
    group by a.feed, a.external_id, a.tool_call order by at desc`;
  return (await query.execute(db)).rows;
}

/** Whatever was sent to the org, with what came back, newest first. */
export async function writeRows(db: Reader, { from, to, org }: FiguresAsked): Promise<WriteRow[]> {
  const query = sql<WriteRow>`
    select j.call, j.proposal, ${firstLine(sql`c.search`)} as name, j.summary, j.at
    from journal j left join calls c on c.id = j.call
    where j.kind in ('write.written', 'write.refused', 'write.uncertain') and j.at >= ${from} and j.at < ${to}
      and (${org} is null or j.org = ${org}) order by j.seq desc`;
  return (await query.execute(db)).rows;
}

function firstLine(search: ReturnType<typeof sql>) {
  return sql`case when instr(${search}, char(10)) > 0 then substr(${search}, 1, instr(${search}, char(10)) - 1) else ${search} end`;
}
