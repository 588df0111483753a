import { expect, test } from 'vitest';
import { type NoticeKind, noticeKindOf, takeNotice } from '../../../shared/model/notice.ts';
import { sampleClock, sampleProposal } from '../../support/renderer-samples.ts';

const me = new Set(['005A']);
const waiting = (rest: Parameters<typeof sampleProposal>[0] = {}, clock = sampleClock()) => ({
  proposal: sampleProposal(rest),
  platform: 'vapi',
  clock,
});
const held = sampleClock({ state: 'caller-waiting', heldUntil: 9 });
const verdict = (effect: 'auto-approve' | 'ask') => ({ effect, rules: [], why: '' });

test('only what this person can act on calls them', () => {
  expect(noticeKindOf(waiting(), me)).toBe('arrived');
  expect(noticeKindOf(waiting({}, held), me)).toBe('caller-waiting');
  expect(noticeKindOf(waiting({ readiness: { state: 'preparing' } }), me)).toBeNull();
  expect(noticeKindOf(waiting({ policy: verdict('auto-approve') }), me)).toBeNull();
  expect(noticeKindOf(waiting({ policy: verdict('ask') }), me)).toBe('arrived');
  const firstApproval = { user: '005A', name: 'Sam', at: 0, payloadHash: '' };
  expect(noticeKindOf(waiting({ firstApproval }, held), me)).toBeNull();
  expect(noticeKindOf(waiting({ firstApproval: { ...firstApproval, user: '005B' } }, held), me)).toBe('caller-waiting');
});

test('a notice says what and where from, never a value, and leads to the card', () => {
  const known = new Map<string, NoticeKind | null>();
  const [notice, ...more] = takeNotice(known, [waiting({}, held)], me);
  expect(more).toEqual([]);
  expect(notice).toEqual({
    kind: 'caller-waiting',
    title: 'A caller waits',
    body: 'Update contact · Vapi',
    path: '/live/c1/p1',
  });
  expect(takeNotice(known, [waiting({ revision: 2 }, held)], me)).toEqual([]);
  expect(takeNotice(known, [waiting({ revision: 3 })], me)).toEqual([]);
});

test('many at once are one notice with their number', () => {
  const many = ['a', 'b', 'c'].map((id) => waiting({ id }));
  expect(takeNotice(new Map(), many, me)).toEqual([
    { kind: 'arrived', title: 'To countersign', body: '3 proposals', path: '/approvals' },
  ]);
});
