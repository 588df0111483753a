import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createCallDoors } from '../../electron/feeds/call-doors.ts';
import { openFeedBook } from '../../electron/feeds/feeds-store.ts';
import { createMemoryBox } from '../../electron/secrets/create-memory-box.ts';
import { openSecretStore } from '../../electron/secrets/open-secret-store.ts';
import { sampleFeed } from '../support/sample-feed.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testStore } from '../support/test-store.ts';

async function openBook() {
  const folder = temporaryFolder();
  const store = await testStore(folder);
  // As the operating system would: sealed on disk.
  const secrets = await openSecretStore(folder, { ...createMemoryBox(), kind: 'os' });
  return { folder, store, secrets, book: await openFeedBook(store, secrets) };
}

describe('the book of feeds', () => {
  test('is the same after a restart, secrets included', async () => {
    const { store, secrets, book } = await openBook();
    await book.save(sampleFeed('vapi', { org: '00D1', options: { scheme: 'hmac' } }), { secret: 's3cret' });
    const again = await openFeedBook(store, secrets);
    expect(again.list()).toEqual(book.list());
    expect(await again.find('vapi')).toMatchObject({ secrets: { secret: 's3cret' }, options: { scheme: 'hmac' } });
    expect(again.orgOf('vapi')).toBe('00D1');
    expect(again.orgOf('replay')).toBeNull();
  });

  test('keeps secrets out of the database, and out of the secrets file as they are', async () => {
    const { folder, book, store } = await openBook();
    await book.save(sampleFeed('vapi'), { secret: 'very-s3cret-value' });
    expect(JSON.stringify(await store.db.selectFrom('feeds').selectAll().execute())).not.toContain('s3cret');
    expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).not.toContain('s3cret');
  });

  test('leaves secrets that are not named as they are, and forgets an emptied one', async () => {
    const { book } = await openBook();
    await book.save(sampleFeed('voiceflow'), { svixSecret: 'a', headerSecret: 'b' });
    expect((await book.save(sampleFeed('voiceflow', { name: 'Flow' }), {})).secrets).toEqual({
      svixSecret: 'a',
      headerSecret: 'b',
    });
    expect((await book.save(sampleFeed('voiceflow'), { svixSecret: '' })).secrets).toEqual({ headerSecret: 'b' });
  });

  test('does not find a feed that is switched off', async () => {
    const { book } = await openBook();
    await book.save(sampleFeed('retell', { enabled: false }), { apiKey: 'k' });
    expect(await book.find('retell')).toBeNull();
    expect(book.get('retell')?.enabled).toBe(false);
  });

  test('gives another address at every asking, and forgets a removed feed whole', async () => {
    const { book, secrets } = await openBook();
    await book.save(sampleFeed('thoughtly'), { headerSecret: 'h' });
    const first = (await book.regenerate('thoughtly')).unguessable;
    const second = (await book.regenerate('thoughtly')).unguessable;
    expect(first).toMatch(/^[\w-]{32}$/);
    expect(second).not.toBe(first);
    await book.bookmark('thoughtly').write('page 3');
    expect(await book.bookmark('thoughtly').read()).toBe('page 3');
    await book.remove('thoughtly');
    expect(book.list()).toEqual([]);
    expect(secrets.names()).toEqual([]);
    expect(await book.bookmark('thoughtly').read()).toBeNull();
    await expect(book.remove('thoughtly')).rejects.toThrow('no feed');
  });
});

describe('the door of a call', () => {
  const door = 'https://control.example/c1';

  async function openDoors() {
    const { store, book } = await openBook();
    await book.save(sampleFeed('vapi'), { secret: 's3cret' });
    const doors = createCallDoors(store, book, Date.now);
    await doors.keep('vapi', 'c1', door);
    return { store, book, doors, again: () => createCallDoors(store, book, Date.now) };
  }

  test('is sealed, found again after a restart, and forgotten with the call', async () => {
    const { store, again } = await openDoors();
    const rows = await store.db.selectFrom('call_doors').selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('control.example');
    expect(await again().find('vapi', 'c1')).toBe(door);
    expect(await again().find('vapi', 'c2')).toBeNull();
    await again().forget('vapi', 'c1');
    expect(await again().find('vapi', 'c1')).toBeNull();
  });

  test('is found where nothing keeps secrets, once the feed has its own again', async () => {
    const { store } = await openDoors();
    const fresh = await openFeedBook(store, await openSecretStore(temporaryFolder(), createMemoryBox()));
    const doors = createCallDoors(store, fresh, Date.now);
    expect(await doors.find('vapi', 'c1')).toBeNull();
    await fresh.save(sampleFeed('vapi'), { secret: 's3cret' });
    expect(await doors.find('vapi', 'c1')).toBe(door);
    await fresh.save(sampleFeed('vapi'), { secret: 'another' });
    expect(await doors.find('vapi', 'c1')).toBeNull();
  });

  test('is the newest that was told, and gone with its feed', async () => {
    const { book, doors, again } = await openDoors();
    await doors.keep('vapi', 'c1', `${door}/2`);
    expect(await again().find('vapi', 'c1')).toBe(`${door}/2`);
    await book.remove('vapi');
    await book.save(sampleFeed('vapi'), { secret: 's3cret' });
    expect(await again().find('vapi', 'c1')).toBeNull();
  });
});
