import { expect, test } from 'vitest';
import { flagOf, needsPerson, orderOfNeed } from '../../../renderer/desk/order-of-need.ts';
import type { ProposalClock } from '../../../shared/contract/clock-view.ts';
import { toProblem } from '../../../shared/model/problem.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { sampleClock, sampleDecision, sampleProposal, sampleValue } from '../../support/renderer-samples.ts';

const problem = toProblem('upstream', 'No answer.');
const attempt = { id: 'x', number: 1, startedAt: 0 };
const decision = sampleDecision();

function listed(id: string, rest: Partial<Proposal>, callLive = false, clock: Partial<ProposalClock> = {}) {
  const proposal = sampleProposal({ id, ...rest });
  return { proposal, callName: null, platform: null, callLive, clock: sampleClock(clock) };
}

test('callers on the line come first, then the oldest', () => {
  const order = orderOfNeed([
    listed('new', { createdAt: 9 }),
    listed('old', { createdAt: 1 }),
    listed('live', { createdAt: 20 }, true),
    listed('live and old', { createdAt: 15 }, true),
  ]);
  expect(order).toEqual(['live and old', 'live', 'old', 'new']);
});

test('an agent that is kept waiting comes before everybody, the one whose time ends first before the others', () => {
  const waiting = (heldUntil: number) => ({ state: 'caller-waiting' as const, heldUntil });
  const order = orderOfNeed([
    listed('live', { createdAt: 1 }, true),
    listed('later', { createdAt: 1 }, true, waiting(9)),
    listed('sooner', { createdAt: 8 }, true, waiting(5)),
  ]);
  expect(order).toEqual(['sooner', 'later', 'live']);
});

test('what ends sooner comes before what is older', () => {
  const order = orderOfNeed([
    listed('old', { createdAt: 1 }, false, { expiresAt: 90 }),
    listed('ends', { createdAt: 8 }, false, { expiresAt: 50 }),
  ]);
  expect(order).toEqual(['ends', 'old']);
});

test('what is decided needs nobody', () => {
  expect(orderOfNeed([listed('a', { status: { state: 'approved', decision, attempts: 0, problem: null } })])).toEqual(
    [],
  );
});

test('a refused write and one that only a person can settle need a person', () => {
  expect(needsPerson(sampleProposal({ status: { state: 'failed', decision, problem } }))).toBe(true);
  expect(
    needsPerson(sampleProposal({ status: { state: 'uncertain', decision, attempt, problem, needsPerson: true } })),
  ).toBe(true);
  expect(
    needsPerson(sampleProposal({ status: { state: 'uncertain', decision, attempt, problem, needsPerson: false } })),
  ).toBe(false);
});

test('the flag tells the first thing to know', () => {
  expect(flagOf(sampleProposal())).toBeNull();
  expect(flagOf(sampleProposal({ status: { state: 'waiting', conflict: ['Email'], problem: null } }))).toBe('conflict');
  expect(flagOf(sampleProposal({ readiness: { state: 'needs-record' } }))).toBe('no-record');
  expect(flagOf(sampleProposal({ readiness: { state: 'blocked', problem } }))).toBe('blocked');
  expect(flagOf(sampleProposal({ status: { state: 'failed', decision, problem } }))).toBe('refused');
  expect(flagOf(sampleProposal({ values: [sampleValue('Email', 'x', { certainty: 'unsure' })] }))).toBe('unsure');
});
