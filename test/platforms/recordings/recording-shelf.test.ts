import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openRecordingShelf } from '../../../electron/platforms/recordings/recording-shelf.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

function shelf() {
  const folder = join(temporaryFolder(), 'recordings');
  let asked = 0;
  const opened = openRecordingShelf({
    folder,
    local(address) {
      asked += 1;
      return address === 'here:one' ? Buffer.from('a sound') : null;
    },
    access: () => ({ allowed: ['media.example'], credentialsFor: () => ({}) }),
  });
  return { folder, opened, asked: () => asked };
}

test('a recording is kept under its digest, readable by nobody else, and told by its size', async () => {
  const { folder, opened } = shelf();
  const kept = await opened.keep('here:one', []);
  expect(kept).toMatchObject({ bytes: 7, name: 'call-recording.wav', mediaType: 'audio/wav' });
  expect(readdirSync(folder)).toEqual([kept.digest]);
  expect(statSync(join(folder, kept.digest)).mode & 0o077).toBe(0);
  expect(await opened.load(kept.digest)).toEqual(Buffer.from('a sound'));
});

test('the same address is not asked again while its recording is kept', async () => {
  const { opened, asked } = shelf();
  const first = await opened.keep('here:one', []);
  expect(await opened.keep('here:one', [])).toEqual(first);
  expect(asked()).toBe(1);
  await opened.sweep(new Set());
  await opened.keep('here:one', []);
  expect(asked()).toBe(2);
});

test('bytes that are no longer those are not given out, nor is any other file', async () => {
  const { folder, opened } = shelf();
  const { digest } = await opened.keep('here:one', []);
  writeFileSync(join(folder, digest), 'another sound');
  expect(await opened.load(digest)).toBeNull();
  expect(await opened.load('../../etc/passwd')).toBeNull();
  expect(await opened.load('0'.repeat(64))).toBeNull();
});

test('what is not needed any more is removed', async () => {
  const { folder, opened } = shelf();
  const { digest } = await opened.keep('here:one', []);
  await opened.sweep(new Set([digest]));
  expect(readdirSync(folder)).toEqual([digest]);
  await opened.sweep(new Set());
  expect(readdirSync(folder)).toEqual([]);
});

test('an address that is neither here nor allowed is refused', async () => {
  await expect(shelf().opened.keep('https://evil.example/x.wav', [])).rejects.toThrow(/none of this call/);
});
