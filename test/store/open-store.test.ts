import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { migrate } from '../../electron/store/migrate.ts';
import { migrations } from '../../electron/store/migrations.ts';
import { openDatabase } from '../../electron/store/open-database.ts';
import { openStore } from '../../electron/store/open-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testStore } from '../support/test-store.ts';

async function put(store: Awaited<ReturnType<typeof openStore>>, key: string, value: string): Promise<void> {
  await store.transact((tx) => tx.insertInto('preferences').values({ key, value }).execute());
}

describe('the store', () => {
  test('reads every committed row back after it is opened again', async () => {
    const folder = temporaryFolder();
    const first = await openStore(folder);
    await put(first, 'a', '1');
    await first.close();
    const second = await testStore(folder);
    expect(await second.db.selectFrom('preferences').selectAll().execute()).toEqual([{ key: 'a', value: '1' }]);
  });

  test('writes through to the disk on every commit', async () => {
    const store = await testStore();
    const folder = temporaryFolder();
    const database = openDatabase(join(folder, 'x.db'));
    expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    database.close();
    expect(await store.revision()).toBe(0);
  });

  test('takes a failed transaction back whole', async () => {
    const store = await testStore();
    await expect(
      store.transact(async (tx) => {
        await tx.insertInto('preferences').values({ key: 'a', value: '1' }).execute();
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await store.db.selectFrom('preferences').selectAll().execute()).toEqual([]);
  });

  test('commits events that arrive together in one transaction, and a failing one alone is taken back', async () => {
    const store = await testStore();
    let commits = 0;
    store.onChange(() => {
      commits += 1;
    });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        store.transactTogether(async (tx) => {
          await tx
            .insertInto('preferences')
            .values({ key: String(index), value: 'x' })
            .execute();
          if (index === 7) throw new Error('seven');
          return index;
        }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(await store.db.selectFrom('preferences').selectAll().execute()).toHaveLength(49);
    expect(commits).toBeLessThan(5);
  });

  test('refuses a file written by a newer version, and leaves it as it is', async () => {
    const folder = temporaryFolder();
    await (await openStore(folder)).close();
    const raw = new DatabaseSync(join(folder, 'countersign.db'));
    raw.exec('PRAGMA user_version = 999');
    raw.close();
    await expect(openStore(folder)).rejects.toThrow('newer Countersign');
  });

  test('refuses a file of another program', async () => {
    const folder = temporaryFolder();
    const raw = new DatabaseSync(join(folder, 'countersign.db'));
    raw.exec('PRAGMA application_id = 7; CREATE TABLE theirs (x)');
    raw.close();
    await expect(openStore(folder)).rejects.toThrow('another program');
  });

  test('keeps a copy from before a later migration, and takes a failing one back whole', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'countersign.db');
    const store = await openStore(folder);
    await put(store, 'kept', 'yes');
    await store.close();
    const database = openDatabase(file);
    const version = Math.max(...migrations.map((step) => step.version)) + 1;
    const broken = { version, statements: ['CREATE TABLE half (x)', 'THIS IS NOT SQL'] };
    await expect(migrate(database, file, [...migrations, broken], () => {})).rejects.toThrow('could not be brought');
    expect(existsSync(`${file}.before-${version}`)).toBe(true);
    expect(database.prepare("SELECT name FROM sqlite_master WHERE name = 'half'").get()).toBeUndefined();
    database.close();
    const again = await testStore(folder);
    expect(await again.db.selectFrom('preferences').selectAll().execute()).toHaveLength(1);
  });
});
