import { expect, test } from 'vitest';
import { clockFace } from '../../../renderer/proposal/clock-face.ts';
import { sampleClock, sampleProposal } from '../../support/renderer-samples.ts';

const of = sampleProposal({
  createdAt: 1000,
  askers: [
    { kind: 'suggestion', feed: null, toolCall: null, name: null, at: 1000, values: {} },
    { kind: 'agent', feed: 'vapi', toolCall: 't1', name: null, at: 5000, values: {} },
  ],
});

test('while the agent waits, it runs out from when the agent asked', () => {
  const clock = sampleClock({ state: 'caller-waiting', heldUntil: 15_000 });
  expect(clockFace(of, clock, true, 10_000)).toEqual({ kind: 'left', ms: 5000, part: 0.5 });
  expect(clockFace(of, clock, true, 99_000)).toEqual({ kind: 'left', ms: 0, part: 0 });
});

test('parked, gone, on the line or no call at all: it tells how long it waits', () => {
  const parked = sampleClock({ state: 'parked' });
  expect(clockFace(of, parked, true, 3000)).toEqual({ kind: 'parked', ms: 2000 });
  expect(clockFace(of, parked, false, 3000).kind).toBe('gone');
  expect(clockFace(of, sampleClock({ state: 'caller-gone' }), false, 3000).kind).toBe('gone');
  expect(clockFace(of, null, true, 3000).kind).toBe('on-the-line');
  expect(clockFace({ ...of, call: null }, null, false, 3000).kind).toBe('waiting');
  expect(clockFace({ ...of, call: null }, parked, false, 3000).kind).toBe('parked');
});
