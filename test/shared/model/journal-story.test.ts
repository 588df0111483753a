import { expect, test } from 'vitest';
import type { JournalEntry } from '../../../shared/model/journal-entry.ts';
import { isEdited, journalStory } from '../../../shared/model/journal-story.ts';

const parts = { org: 'o', call: null, callName: null, proposal: 'p', reference: 'P-1', summary: '', hash: '' };

function entry(seq: number, kind: JournalEntry['kind'], detail: Record<string, unknown>): JournalEntry {
  return { ...parts, seq, at: seq, kind, actor: 'Sam', proposedAt: 1000, detail };
}

const title = (value: string) => [{ field: 'Title', label: 'Job title', value }];
const by = { kind: 'rule', rule: 'r', name: 'Small changes' };
const record = { object: 'Contact', id: '003', name: 'Dana', detail: null };

test('an entry tells the whole of its proposal: proposed, edited and written, by which rule, how fast, with the receipt', () => {
  const { values, receipt } = journalStory([
    entry(4, 'write.written', {
      result: { record, url: 'https://org/003', fields: { Title: 'CTO' }, at: 9, settled: false },
    }),
    entry(3, 'write.intended', { attempt: { id: 'a', number: 2, startedAt: 8 } }),
    entry(2, 'proposal.approved', {
      decision: { kind: 'edited', by, at: 3500, revision: 4, onScreenMs: 1800 },
      payload: { fields: { Title: 'CTO' } },
      values: title('CTO'),
    }),
    entry(1, 'proposal.made', { values: title('CEO') }),
  ]);
  expect(values).toEqual([
    { field: 'Title', label: 'Job title', values: { proposed: 'CEO', sent: 'CTO', written: 'CTO' } },
  ]);
  expect(values.map(isEdited)).toEqual([true]);
  expect(receipt).toEqual({
    decidedAfter: 2500,
    decision: { by: 'Small changes', first: null, revision: 4, signedIn: false, hurried: false },
    onScreenMs: 1800,
    rule: 'Small changes',
    attempt: { id: 'a', number: 2 },
    record: { id: '003', url: 'https://org/003', at: 9, settled: false },
  });
});

test('what was erased leaves a story without values', () => {
  expect(journalStory([{ ...entry(1, 'proposal.made', {}), detail: null }]).values).toEqual([]);
});
