import { expect, test } from 'vitest';
import { readCallFile } from '../../../renderer/replay/read-call-file.ts';
import { maxReplayFileBytes } from '../../../shared/contract/contract.ts';

const file = (text: string, size = text.length) => ({ name: 'call.jsonl', size, text: async () => text });

test('reads a text file', async () => {
  expect(await readCallFile(file('{}'))).toEqual({ ok: true, name: 'call.jsonl', text: '{}' });
});

test('a file that is too large is refused unread', async () => {
  let read = false;
  const text = async () => {
    read = true;
    return '';
  };
  const large = { name: 'big.json', size: maxReplayFileBytes + 1, text };
  expect(await readCallFile(large)).toMatchObject({ ok: false, reason: expect.stringMatching(/20 MB at most/) });
  expect(read).toBe(false);
});

test('an empty file, a binary one and an unreadable one say so', async () => {
  expect(await readCallFile(file(''))).toMatchObject({ reason: 'call.jsonl is empty.' });
  expect(await readCallFile(file('PNG\u0000'))).toMatchObject({ reason: expect.stringMatching(/no text file/) });
  const gone = { name: 'x', size: 1, text: async () => Promise.reject(new Error('gone')) };
  expect(await readCallFile(gone)).toMatchObject({ reason: 'x could not be read.' });
});
