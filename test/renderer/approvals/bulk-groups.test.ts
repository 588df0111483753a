import { expect, test } from 'vitest';
import { planBulk } from '../../../renderer/approvals/bulk-groups.ts';
import { extended, nothingPicked, toggled } from '../../../renderer/approvals/picked.ts';
import type { ListedProposal } from '../../../shared/contract/views.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { sampleProposal, sampleValue } from '../../support/sample-proposal.ts';

const clock = { state: 'none' as const, heldUntil: null, platformLimit: null, expiresAt: null };
const listed = (of: Partial<Proposal>): ListedProposal => ({
  proposal: sampleProposal(of),
  callName: null,
  platform: null,
  callLive: false,
  clock,
});
const setting = (id: string, value: string | null) => listed({ id, values: [sampleValue({ field: 'Email', value })] });
const practice = () => 'practice' as const;

test('the one that sets another value than most is marked', () => {
  const plan = planBulk([setting('a', 'x'), setting('b', 'x'), setting('c', 'y')], 'approve', practice);
  expect(plan.groups.map(({ rows }) => rows.map(({ outlier }) => outlier))).toEqual([[null, null, 'another Email']]);
});

test('the one that clears what others set is marked', () => {
  const plan = planBulk([setting('a', 'x'), setting('b', 'z'), setting('c', null)], 'approve', practice);
  expect(plan.groups[0]?.rows.map(({ outlier }) => outlier)).toEqual([null, null, 'clears Email']);
});

test('proposals of production and of others are told not to go together', () => {
  const rows = [setting('a', 'x'), listed({ id: 'b', org: '00DPRODUCTION' })];
  const plan = planBulk(rows, 'approve', (org) => (org === '00DPRODUCTION' ? 'production' : 'practice'));
  expect(plan.mixed).toMatch(/never decided together/);
});

test('actions of different kinds and orgs have tables of their own', () => {
  const rows = [setting('a', 'x'), listed({ id: 'b', action: 'update_lead' }), listed({ id: 'c', org: '00D2' })];
  expect(planBulk(rows, 'approve', practice).groups).toHaveLength(3);
});

test('a range is picked from where it began, over and back', () => {
  const shown = ['a', 'b', 'c', 'd'];
  const up = extended(toggled(nothingPicked, 'c'), shown, 'a');
  expect([...up.ids].sort()).toEqual(['a', 'b', 'c']);
  expect(up.anchor).toBe('c');
});
