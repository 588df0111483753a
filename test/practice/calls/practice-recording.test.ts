import { expect, test } from 'vitest';
import { practiceRecording } from '../../../electron/practice/calls/practice-recording.ts';

const turns = [
  { party: 'agent' as const, startMs: 0, endMs: 1000 },
  { party: 'caller' as const, startMs: 1500, endMs: 3000 },
];

test('a recording is a WAV file as long as the call', () => {
  const sound = practiceRecording(turns);
  expect(sound.subarray(0, 4).toString()).toBe('RIFF');
  expect(sound.subarray(8, 12).toString()).toBe('WAVE');
  expect(sound.readUInt32LE(4)).toBe(sound.length - 8);
  expect(sound.readUInt32LE(40)).toBe(3 * 8_000);
  expect(sound.length).toBe(44 + 3 * 8_000);
});

test('the same call sounds the same, and another sounds otherwise', () => {
  expect(practiceRecording(turns)).toEqual(practiceRecording(turns));
  const other = turns.map((turn) => ({ ...turn, party: 'caller' as const }));
  expect(practiceRecording(other)).not.toEqual(practiceRecording(turns));
});

test('a pause is silent, and a turn is not', () => {
  const sound = practiceRecording(turns);
  const between = sound.subarray(44 + 1.1 * 8_000, 44 + 1.4 * 8_000);
  expect(between.every((sample) => sample === 128)).toBe(true);
  expect(sound.subarray(44, 44 + 8_000).some((sample) => sample !== 128)).toBe(true);
});

test('a call without a word has a recording without a sound', () => {
  expect(practiceRecording([]).length).toBe(44);
});
