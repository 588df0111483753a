import { expect, test } from 'vitest';
import { utteranceRuns } from '../../../renderer/transcript/utterance-runs.ts';
import { fc } from '../../support/properties.ts';

const text = 'It is dana at reyes, card ••••.';

test('cuts where evidence and masked parts begin and end', () => {
  const runs = utteranceRuns(text, {
    masked: [{ start: 26, end: 30, kind: 'card-number' }],
    marked: [{ start: 6, end: 19 }],
    pointed: null,
  });
  expect(runs.map((run) => [run.text, run.marked, run.masked])).toEqual([
    ['It is ', false, null],
    ['dana at reyes', true, null],
    [', card ', false, null],
    ['••••', false, 'card-number'],
    ['.', false, null],
  ]);
});

test('what is pointed at stands out within what is marked', () => {
  const runs = utteranceRuns(text, { masked: [], marked: [{ start: 6, end: 19 }], pointed: { start: 6, end: 10 } });
  expect(runs.filter((run) => run.pointed).map((run) => run.text)).toEqual(['dana']);
});

test('whatever the spans, every character is shown once', () => {
  const span = fc.record({ start: fc.integer({ min: -5, max: 40 }), end: fc.integer({ min: -5, max: 40 }) });
  fc.assert(
    fc.property(fc.array(span), (marked) => {
      const runs = utteranceRuns(text, { masked: [], marked, pointed: null });
      expect(runs.map((run) => run.text).join('')).toBe(text);
    }),
  );
});
