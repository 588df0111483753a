import type { StoreTransaction } from '../store/open-store.ts';

/** Where a call is told of, with the org it belongs to. */
export type NamedSource = { feed: string; platform: string; externalId: string; org: string };

/** Calls of any feed that somebody may mean by a name: their platform's id, their carrier's, or our own; the live and the newest first. */
export async function sourcesNamed(db: Pick<StoreTransaction, 'selectFrom'>, name: string): Promise<NamedSource[]> {
  const rows = await db
    .selectFrom('call_sources')
    .innerJoin('calls', 'calls.id', 'call_sources.call')
    .select(['call_sources.feed', 'call_sources.platform', 'call_sources.external_id', 'calls.org'])
    .where((eb) =>
      eb.or([
        eb('call_sources.external_id', '=', name),
        eb('call_sources.carrier_id', '=', name),
        eb('calls.id', '=', name),
      ]),
    )
    .orderBy((eb) => eb('calls.ended_at', 'is not', null))
    .orderBy('calls.started_at', 'desc')
    .limit(10)
    .execute();
  return rows.map(({ external_id: externalId, ...row }) => ({ ...row, externalId }));
}
