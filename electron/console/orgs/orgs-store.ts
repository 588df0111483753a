import { sql } from 'kysely';
import { z } from 'zod';
import { orgColour } from '../../../shared/contract/org-views.ts';
import { org } from '../../../shared/model/org.ts';
import { fromJson } from '../../store/from-json.ts';
import type { Store } from '../../store/open-store.ts';

/** An org as it is kept on disk. Its tokens are not here. */
export const knownOrg = z.object({
  /** Under the name that the supervisor gave it. */
  org,
  ownName: z.string(),
  colour: orgColour,
  login: z.object({ loginUrl: z.string(), clientId: z.string() }).nullable(),
  /** Somebody left it on purpose. */
  left: z.boolean(),
});
export type KnownOrg = z.infer<typeof knownOrg>;

/** A console of the first kind kept nothing but the org itself. */
const keptOrg = z.union([
  knownOrg,
  org.transform((of): KnownOrg => ({ org: of, ownName: of.name, colour: 'grey', login: null, left: false })),
]);

const replayKey = 'replay-org';

/** Every org this console was ever connected to, in the order they came. */
export async function readKnownOrgs(store: Store): Promise<KnownOrg[]> {
  const rows = await store.db.selectFrom('orgs').select('body').orderBy(sql`rowid`).execute();
  return rows.map(({ body }) => fromJson(keptOrg, body));
}

/** Keeps an org, new or changed. */
export async function saveKnownOrg(store: Store, known: KnownOrg): Promise<void> {
  const body = JSON.stringify(known);
  await store.transact((tx) =>
    tx
      .insertInto('orgs')
      .values({ id: known.org.id, body })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ body }))
      .execute(),
  );
}

/** The org somebody chose for replayed calls. */
export async function readReplayOrg(store: Store): Promise<string | null> {
  const row = await store.db.selectFrom('preferences').select('value').where('key', '=', replayKey).executeTakeFirst();
  return row?.value || null;
}

/** Keeps the org chosen for replayed calls. */
export async function saveReplayOrg(store: Store, chosen: string | null): Promise<void> {
  const value = chosen ?? '';
  await store.transact((tx) =>
    tx
      .insertInto('preferences')
      .values({ key: replayKey, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute(),
  );
}
