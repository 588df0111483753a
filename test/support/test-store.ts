import { onTestFinished } from 'vitest';
import { openStore, type Store } from '../../electron/store/open-store.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A new store in a folder of the test's own, closed when the test is over. */
export async function testStore(folder = temporaryFolder()): Promise<Store> {
  const store = await openStore(folder);
  onTestFinished(() => store.close());
  return store;
}
