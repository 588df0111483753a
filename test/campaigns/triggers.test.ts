import { expect, test } from 'vitest';
import { runTriggers } from '../../electron/commands/campaign/triggers.ts';

test('records made while the console is killed and started again start their automation once each', async () => {
  const report = await runTriggers({ runs: 40, seed: 7, say: () => {} });
  expect(report.failures).toEqual([]);
}, 180_000);
