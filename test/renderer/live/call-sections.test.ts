import { expect, test } from 'vitest';
import { callSections, holdSections } from '../../../renderer/live/call-sections.ts';
import { initials } from '../../../renderer/live/initials.ts';
import { sampleSummary } from '../../support/renderer-samples.ts';

const live = (id: string, startedAt: number) => sampleSummary(id, id, { startedAt });
const ended = (id: string, endedAt: number, waiting = 0) => ({ ...sampleSummary(id, id, { endedAt }), waiting });

test('a new live call is added below, what still waits leads the ended ones', () => {
  const sections = callSections([live('b', 2), live('a', 1), ended('x', 5), ended('y', 9), ended('w', 1, 2)]);
  expect(sections).toEqual({ live: ['a', 'b'], ended: ['w', 'y', 'x'] });
});

test('held still, nothing moves: what ended stays where it stands, what is new goes below', () => {
  const held = { live: ['a', 'b'], ended: ['x'] };
  expect(holdSections(held, { live: ['b', 'c'], ended: ['a', 'x'] })).toEqual({ live: ['a', 'b', 'c'], ended: ['x'] });
});

test('initials stand for names in every script, and for numbers', () => {
  expect(['Dana Reyes', 'Tomás', 'Ana María de la Cruz', '+1 415 555 0134', '王 小明'].map(initials)).toEqual([
    'DR',
    'T',
    'AC',
    '34',
    '王小',
  ]);
});
