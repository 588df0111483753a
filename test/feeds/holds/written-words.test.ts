import { describe, expect, it } from 'vitest';
import { writtenWords } from '../../../electron/feeds/holds/written-words.ts';
import type { Asker, Proposal } from '../../../shared/model/proposal.ts';
import { sampleProposal, sampleResult, sampleSnapshot, sampleValue } from '../../support/sample-proposal.ts';

const asker: Asker = {
  kind: 'agent',
  feed: 'vapi',
  toolCall: 't1',
  name: 'Ava',
  at: 1,
  values: { Email: 'old@example.com', Title: 'Owner' },
};

function told(of: Partial<Proposal>, written: Record<string, string | null>): string {
  const proposal = sampleProposal({ askers: [asker], ...of });
  return writtenWords(proposal, { ...sampleResult, fields: written }, asker);
}

const edited = (field: string, value: string | null) => sampleValue({ field, value, origin: 'edited' });

describe('the agent of an edited approval', () => {
  it('hears what was saved instead of what it asked for', () => {
    const of = { values: [edited('Title', 'Partner')], base: sampleSnapshot({ Title: null }) };
    expect(told(of, { Title: 'Partner' })).toContain('Title was saved as “Partner” instead of “Owner”');
  });

  it('hears what was cleared, left out of a new record, or left as it was', () => {
    const cleared = { values: [edited('Title', null)], base: sampleSnapshot({ Title: 'Clerk' }) };
    expect(told(cleared, { Title: null })).toContain('Title was saved as blank instead of “Owner”');
    const leftOut = { operation: 'create' as const, base: null, values: [edited('Title', '')] };
    expect(told(leftOut, {})).toContain('Title was left blank instead of “Owner”');
    const kept = { values: [edited('Title', 'Clerk')], base: sampleSnapshot({ Title: 'Clerk' }) };
    expect(told(kept, {})).toContain('Title was “Clerk” already, and stays so instead of “Owner”');
  });

  it('hears what was added, and nothing of what it did not ask for otherwise', () => {
    const of = { values: [edited('Phone', '555'), sampleValue({ field: 'Origin', value: 'Phone', origin: 'fixed' })] };
    const words = told(of, { Phone: '555', Origin: 'Phone' });
    expect(words).toContain('Phone is “555”');
    expect(words).not.toContain('Origin');
  });
});
