import { expect, test } from 'vitest';
import { gatherExport } from '../../../renderer/journal/gather-export.ts';
import type { JournalEntry } from '../../../shared/model/journal-entry.ts';

const parts = { org: 'o', call: null, callName: null, proposal: null, reference: null, actor: 'Sam', hash: '' };

function entry(seq: number): JournalEntry {
  return { ...parts, seq, at: seq, kind: 'call.started', summary: `=${seq}`, detail: {} };
}

const pages = (before: number | null) =>
  Promise.resolve(
    before === null ? { entries: [entry(4), entry(3)], nextBefore: 3 } : { entries: [entry(2)], nextBefore: null },
  );

test('every page is in the file, oldest entry first, and progress is told', async () => {
  const told: number[] = [];
  const { signal } = new AbortController();
  const file = await gatherExport({ format: 'jsonl', ask: pages, signal, onProgress: (count) => told.push(count) });
  const lines = (file ?? []).join('').trimEnd().split('\n');
  expect(lines.map((line) => /"seq":(\d)/.exec(line)?.[1])).toEqual(['2', '3', '4']);
  expect(told).toEqual([2, 3]);
});

test('the CSV says that it is UTF-8 and holds no formula', async () => {
  const { signal } = new AbortController();
  const file = await gatherExport({ format: 'csv', ask: pages, signal, onProgress: () => {} });
  const csv = (file ?? []).join('');
  expect(csv.startsWith('\uFEFF"Entry",')).toBe(true);
  expect(csv).toContain(`"'=2"`);
});

test('nothing is written half once it is cancelled', async () => {
  const given = new AbortController();
  const file = gatherExport({ format: 'csv', ask: pages, signal: given.signal, onProgress: () => given.abort() });
  expect(await file).toBe(null);
});
