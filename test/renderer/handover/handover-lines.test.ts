import { expect, test } from 'vitest';
import { handoverCsv, handoverLines, handoverText } from '../../../renderer/handover/handover-lines.ts';
import { usualDeciding } from '../../../shared/model/deciding.ts';
import type { FollowUp } from '../../../shared/model/follow-up.ts';
import { toProblem } from '../../../shared/model/problem.ts';
import { sampleClock, sampleDecision, sampleProposal, sampleSummary } from '../../support/renderer-samples.ts';

const hour = 3_600_000;
const problem = toProblem('upstream', 'No answer.');
const listed = (of: Parameters<typeof sampleProposal>[0], clock = sampleClock()) => {
  const proposal = sampleProposal(of);
  return { proposal, callName: 'Dana Reyes', platform: 'vapi', callLive: false, clock };
};
const owed: FollowUp = {
  id: 'f1',
  org: '00D',
  call: 'c1',
  proposal: null,
  reference: 'P-7',
  what: '=Call back about the refund',
  whom: 'Omar',
  dueAt: hour,
  madeAt: 0,
  doneAt: null,
  doneBy: null,
  task: null,
};
const summary = sampleSummary('c1', 'Ann');
const lines = handoverLines({
  proposals: new Map(
    [
      listed({ id: 'w' }, sampleClock({ expiresAt: 3 * hour })),
      listed({ id: 'held' }, sampleClock({ state: 'caller-waiting', heldUntil: 2 * hour })),
      listed({ id: 'failed', status: { state: 'failed', decision: sampleDecision(), problem } }),
    ].map((each) => [each.proposal.id, each]),
  ),
  followUps: [owed, { ...owed, id: 'f2', doneAt: 1 }],
  calls: new Map([['c1', { ...summary, told: [hour] }]]),
  now: 2 * hour,
  sensitive: usualDeciding.sensitive,
});

test('names what is open, promised, told and overdue, without any value', () => {
  expect(lines.map(({ id, kind, overdue }) => [id, kind, overdue])).toEqual([
    ['held', 'caller-waiting', false],
    ['failed', 'refused', false],
    ['c1', 'told', summary.call.endedAt !== null],
    ['f1', 'promised', true],
    ['w', 'waiting', false],
  ]);
  expect(JSON.stringify(lines)).not.toContain('dana@reyesinteriors.com');
});

test('goes as text and as CSV that no spreadsheet takes for formulas', () => {
  const text = handoverText({ lines, note: 'Mind Omar.', by: 'Sam', at: 'today', time: (at) => `${at / hour}h` });
  expect(text).toContain('Handover by Sam, today\n\nMind Omar.');
  expect(text).toContain('Promised (1)\n- P-7 · =Call back about the refund · Omar · overdue since 1h');
  expect(handoverCsv(lines)).toContain(`"'=Call back about the refund"`);
});
