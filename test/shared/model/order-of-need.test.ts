import { expect, test } from 'vitest';
import type { ProposalClock } from '../../../shared/contract/clock-view.ts';
import { type SensitiveSettings, usualDeciding } from '../../../shared/model/deciding.ts';
import { flagOf, needsPerson, riskOf as riskAt } from '../../../shared/model/need.ts';
import { type Needing, orderOfNeed as orderAt } from '../../../shared/model/order-of-need.ts';
import { toProblem } from '../../../shared/model/problem.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { fc } from '../../support/properties.ts';
import { sampleClock, sampleDecision, sampleProposal, sampleValue } from '../../support/renderer-samples.ts';

const problem = toProblem('upstream', 'No answer.');
const attempt = { id: 'x', number: 1, startedAt: 0 };
const decision = sampleDecision();

const hour = 3_600_000;
const orderOfNeed = (proposals: Needing[]) => orderAt(proposals, 0, usualDeciding.sensitive);
const riskOf = (of: Partial<Proposal> = {}, sensitive: Partial<SensitiveSettings> = {}) =>
  riskAt(sampleProposal(of), { ...usualDeciding.sensitive, ...sensitive });

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

test('an end that is far says nothing: then what more hangs on comes first, then what is older', () => {
  const far = { expiresAt: 2 * hour };
  const order = orderOfNeed([
    listed('old', { createdAt: 1 }, false, far),
    listed('unsure', { createdAt: 7, values: [sampleValue('Email', 'x', { certainty: 'unsure' })] }),
    listed('deletion', { createdAt: 9, operation: 'delete' }, false, { expiresAt: 3 * hour }),
    listed('ends', { createdAt: 9 }, false, { expiresAt: hour }),
  ]);
  expect(order).toEqual(['ends', 'deletion', 'unsure', 'old']);
});

test('the order is the same in whatever order they came', () => {
  const some = fc.array(
    fc.record({
      createdAt: fc.nat(3),
      callLive: fc.boolean(),
      heldUntil: fc.option(fc.nat(3)),
      expiresAt: fc.option(fc.constantFrom(1, hour, 2 * hour)),
      operation: fc.constantFrom('update' as const, 'delete' as const),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(some, (drawn) => {
      const all = drawn.map(({ createdAt, callLive, heldUntil, expiresAt, operation }, index) =>
        listed(`p${index}`, { createdAt, operation }, callLive, {
          state: heldUntil === null ? 'none' : 'caller-waiting',
          heldUntil,
          expiresAt,
        }),
      );
      expect(orderOfNeed(all.toReversed())).toEqual(orderOfNeed(all));
    }),
  );
});

test('much hangs on what is set to be sensitive, on what takes two people, and on writes that may have happened', () => {
  const owner = { values: [sampleValue('OwnerId', '005')] };
  expect(riskOf()).toBe('usual');
  expect(riskOf({ readiness: { state: 'needs-record' } })).toBe('doubtful');
  expect(riskOf({ operation: 'delete' })).toBe('high');
  expect(riskOf(owner)).toBe('high');
  expect(riskOf(owner, { owners: 'as-usual' })).toBe('usual');
  expect(riskOf({ values: [sampleValue('Amount', 5, { type: 'currency' })] })).toBe('high');
  expect(riskOf({}, { fields: [{ object: 'Contact', field: 'Email', care: 'two-steps' }] })).toBe('high');
  expect(riskOf({ policy: { effect: 'ask-two', rules: [], why: '' } })).toBe('high');
  expect(riskOf({ status: { state: 'uncertain', decision, attempt, problem, needsPerson: true } })).toBe('high');
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
