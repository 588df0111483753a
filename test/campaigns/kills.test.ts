import { expect, test } from 'vitest';
import { killPoints, runKills } from '../../electron/commands/campaign/kills.ts';

test('a process killed at every named point writes each approved proposal once, and no other', {
  timeout: 180_000,
}, async () => {
  const told: string[] = [];
  const report = await runKills({ runs: killPoints.length, seed: 7, say: (line) => told.push(line) });
  expect(report.failures, told.join('\n')).toEqual([]);
  expect(report.runs).toBe(killPoints.length);
  // Only the kill between the answer with a rotated token and its way to the disk costs a login.
  expect(report.hits['signed in again']).toBe(1);
});
