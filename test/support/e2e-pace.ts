import { decidingKey } from '../../electron/proposals/deciding/read-deciding.ts';
import { openStore } from '../../electron/store/open-store.ts';
import { type Pace, usualDeciding } from '../../shared/model/deciding.ts';

/** Sets of which approvals a console keeps the pace, before it starts: a test decides faster than anybody reads. */
export async function setPace(dataFolder: string, pace: Pace): Promise<void> {
  const store = await openStore(dataFolder);
  const value = JSON.stringify({ ...usualDeciding, pace });
  await store.db.insertInto('preferences').values({ key: decidingKey, value }).execute();
  await store.close();
}
