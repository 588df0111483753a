import { sql } from 'kysely';
import { z } from 'zod';
import type { CorrectionCase, CorrectionsWithin } from '../../../shared/contract/corrections-contract.ts';
import { fieldValue } from '../../../shared/model/field-value.ts';
import { rejection } from '../../../shared/model/proposal.ts';
import type { Store } from '../../store/open-store.ts';

type Source = Pick<Store, 'db'>;

/**
 * The last decision of a person on each proposal, as the journal has it. Whoever asked: the platform of the agent, else the kind
 * of asker. What a supervisor proposed by hand corrects nobody.
 */
function decided({ org, from, to }: CorrectionsWithin) {
  return sql`
    with decisions as (
      select j.seq, j.at, j.kind, j.actor, j.proposal, p.number, p.action, p.call, p.body, v.value,
        (select json_extract(a.value, '$.feed') from json_each(p.body, '$.askers') as a
          where json_extract(a.value, '$.kind') = 'agent' limit 1) as feed,
        json_extract(p.body, '$.askers[0].kind') as asked_by
      from journal as j
        join journal_values as v on v.seq = j.seq
        join proposals as p on p.id = j.proposal
      where j.kind in ('proposal.approved', 'proposal.rejected')
        and json_extract(v.value, '$.decision.by.kind') = 'supervisor'
        and not exists (select 1 from journal as later where later.proposal = j.proposal and later.seq > j.seq
          and later.kind in ('proposal.approved', 'proposal.rejected'))
        and j.at >= ${from ?? 0} and j.at < ${to ?? Number.MAX_SAFE_INTEGER}
        and (${org ?? null} is null or j.org = ${org ?? null})
    ),
    decided as (
      select decisions.*,
        case when feed is null then asked_by else coalesce(
          (select platform from call_sources where call_sources.feed = decisions.feed and call_sources.call = decisions.call limit 1),
          (select json_extract(feeds.body, '$.platform') from feeds where feeds.key = decisions.feed),
          feed) end as platform
      from decisions where feed is not null or asked_by != 'supervisor'
    )`;
}

/** A proposed value of a decision: as approved, or as it was when it was rejected. */
const values = sql`
  inputs as (
    select decided.seq, decided.at, decided.kind, decided.actor, decided.proposal, decided.number, decided.call, decided.platform, decided.action,
      json_extract(of.value, '$.field') as field, json_extract(of.value, '$.label') as label,
      json_extract(of.value, '$.origin') as origin, json_extract(of.value, '$.value') as after
    from decided, json_each(case decided.kind when 'proposal.approved' then json_extract(decided.value, '$.values')
      else json_extract(decided.body, '$.values') end) as of
    where json_extract(of.value, '$.origin') in ('said', 'defaulted', 'edited')
  )`;

/** How often something was decided and corrected. */
export type Counted = {
  platform: string;
  action: string;
  field: string;
  label: string;
  decided: number;
  edited: number;
};

/** How often each input was proposed, and edited. */
export async function countInputs({ db }: Source, within: CorrectionsWithin): Promise<Counted[]> {
  const { rows } = await sql<Counted>`${decided(within)}, ${values}
    select platform, action, field, max(label) as label, count(*) as decided, sum(origin = 'edited') as edited
    from inputs group by platform, action, field`.execute(db);
  return rows;
}

/** How often each action was decided and rejected, and why: `preset` null where it was not. */
export async function countActions(
  { db }: Source,
  within: CorrectionsWithin,
): Promise<
  { platform: string; action: string; label: string; preset: string | null; edited: number; count: number }[]
> {
  const { rows } = await sql<Awaited<ReturnType<typeof countActions>>[number]>`${decided(within)}
    select platform, action, max(json_extract(body, '$.actionLabel')) as label,
      case kind when 'proposal.rejected' then json_extract(value, '$.decision.rejection.preset') end as preset,
      sum(json_extract(value, '$.decision.kind') = 'edited') as edited, count(*) as count
    from decided group by platform, action, preset`.execute(db);
  return rows;
}

/** Of which row cases are sought; all of them where it is left out. */
export type OfRow = { platform: string; action: string; field: string | null };

/** A case with the row it belongs to. */
export type Corrected = OfRow & { of: CorrectionCase };

const mostCases = 2_000;

/** The newest edits, with what each value was before: as it last stood in the journal. */
export async function editedCases({ db }: Source, within: CorrectionsWithin, row?: OfRow): Promise<Corrected[]> {
  const found = await sql<CaseRow & { field: string; after: unknown; before: unknown }>`${decided(within)}, ${values}
    select inputs.*, calls.search,
      (select json_extract(was.value, '$.value') from journal as b join journal_values as bv on bv.seq = b.seq, json_each(bv.value, '$.values') as was
        where b.proposal = inputs.proposal and b.seq < inputs.seq and b.kind in ('proposal.made', 'proposal.revised')
          and json_extract(was.value, '$.field') = inputs.field
        order by b.seq desc limit 1) as before
    from inputs left join calls on calls.id = inputs.call
    where origin = 'edited' ${row ? sql`and platform = ${row.platform} and action = ${row.action} and field = ${row.field}` : sql``}
    order by inputs.seq desc limit ${row ? 200 : mostCases}`.execute(db);
  return found.rows.map((each) => ({
    platform: each.platform,
    action: each.action,
    field: each.field,
    of: { ...caseOf(each), before: told(each.before), after: told(each.after), rejection: null },
  }));
}

/** The newest rejections, with their reasons. */
export async function rejectedCases({ db }: Source, within: CorrectionsWithin, row?: OfRow): Promise<Corrected[]> {
  const found = await sql<CaseRow & { value: string }>`${decided(within)}
    select decided.*, calls.search from decided left join calls on calls.id = decided.call
    where kind = 'proposal.rejected' ${row ? sql`and platform = ${row.platform} and action = ${row.action}` : sql``}
    order by decided.seq desc limit ${row ? 200 : mostCases}`.execute(db);
  return found.rows.map((each) => ({
    platform: each.platform,
    action: each.action,
    field: null,
    of: { ...caseOf(each), rejection: rejected.parse(JSON.parse(each.value)).decision.rejection },
  }));
}

const rejected = z.object({ decision: z.object({ rejection: rejection.nullable() }) });

type CaseRow = {
  platform: string;
  action: string;
  proposal: string;
  number: number;
  call: string | null;
  search: string | null;
  at: number;
  actor: string;
};

function caseOf({ proposal, number, call, search, at, actor }: CaseRow) {
  return { proposal, reference: `P-${number}`, call, callName: search?.split('\n')[0] || null, at, by: actor };
}

function told(value: unknown): CorrectionCase['before'] {
  return fieldValue.nullish().catch(null).parse(value);
}
