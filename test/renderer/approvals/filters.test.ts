import { expect, test } from 'vitest';
import { fits, grouped, holdsWords, passes } from '../../../renderer/approvals/filters.ts';
import { usualDeciding } from '../../../shared/model/deciding.ts';
import { deskPath, readDeskFilter, wholeDesk } from '../../../shared/model/desk-filter.ts';
import { fc } from '../../support/properties.ts';
import { sampleClock, sampleProposal, sampleValue } from '../../support/renderer-samples.ts';

const listed = {
  proposal: sampleProposal(),
  callName: 'Dana Reyes',
  platform: 'vapi',
  callLive: true,
  clock: sampleClock(),
};
const around = { now: 0, me: new Set(['005A']), sensitive: usualDeciding.sensitive };

test('narrows by action, record, caller, reference and value, all words needed', () => {
  for (const text of ['', 'update', 'reyes interiors', 'p-1042', 'dana@reyes', 'VAPI dana']) {
    expect(holdsWords(listed, text)).toBe(true);
  }
  expect(holdsWords(listed, 'dana okafor')).toBe(false);
});

test('filters by what stands out', () => {
  const without = { ...listed, proposal: sampleProposal({ readiness: { state: 'needs-record' } }) };
  const unsure = {
    ...listed,
    proposal: sampleProposal({ values: [sampleValue('Email', 'x', { certainty: 'unsure' })] }),
  };
  expect(passes('on-the-line', listed, around)).toBe(true);
  expect(passes('on-the-line', { ...listed, callLive: false }, around)).toBe(false);
  expect(passes('no-record', without, around)).toBe(true);
  expect(passes('unsure', unsure, around)).toBe(true);
  expect(passes('changed', listed, around)).toBe(false);
  expect(passes('expiring', { ...listed, clock: sampleClock({ expiresAt: 60_000 }) }, around)).toBe(true);
});

test('what waits for a second person is not mine', () => {
  const firstApproval = { user: '005A', name: 'Sam', at: 0, payloadHash: '' };
  expect(passes('mine', listed, around)).toBe(true);
  expect(passes('mine', { ...listed, proposal: sampleProposal({ firstApproval }) }, around)).toBe(false);
});

test('narrows by what it is, all of it at once', () => {
  expect(fits({ ...wholeDesk, call: 'c1', platform: 'vapi', object: 'Contact' }, listed, around)).toBe(true);
  expect(fits({ ...wholeDesk, call: 'c1', action: 'create_case' }, listed, around)).toBe(false);
});

test('groups stand in the order of their first, and keep the order within', () => {
  const call = (of: string) => ({ ...listed, proposal: sampleProposal({ id: of, call: of.slice(0, 1) }) });
  expect(grouped(['a1', 'b1', 'a2', 'b2'], 'call', call)).toEqual(['a1', 'a2', 'b1', 'b2']);
});

test('the address of a filter reads back as the filter, and what it cannot mean is left out', () => {
  const filter = fc.record({
    show: fc.constantFrom('all' as const, 'unsure' as const, 'expiring' as const),
    text: fc.string({ maxLength: 40 }),
    by: fc.constantFrom('none' as const, 'agent' as const),
    agent: fc.option(fc.string({ minLength: 1, maxLength: 40 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(filter, (of) => {
      const path = deskPath(of);
      const query = path === '/approvals' ? '' : decodeURIComponent(path.slice('/approvals/in/'.length));
      expect(readDeskFilter(query)).toEqual(JSON.parse(JSON.stringify(of)));
    }),
  );
  expect(readDeskFilter('show=everything&action=create_case')).toEqual({ ...wholeDesk, action: 'create_case' });
});
