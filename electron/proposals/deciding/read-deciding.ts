import { type Deciding, deciding, usualDeciding } from '../../../shared/model/deciding.ts';
import { fromJson } from '../../store/from-json.ts';
import type { StoreTransaction } from '../../store/open-store.ts';

/** Under which name the store keeps how decisions are made. */
export const decidingKey = 'deciding';

/** How decisions are made here, as it stands in the store. */
export async function readDeciding(db: Pick<StoreTransaction, 'selectFrom'>): Promise<Deciding> {
  const row = await db.selectFrom('preferences').select('value').where('key', '=', decidingKey).executeTakeFirst();
  return row ? fromJson(deciding, row.value) : usualDeciding;
}
