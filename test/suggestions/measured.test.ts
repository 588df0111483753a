import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { predict } from '../../electron/commands/evaluate.ts';

// The calls are not part of the project: they stand beside it, or this is skipped.
const folder = join(import.meta.dirname, '../../../shared/calls');
const present = existsSync(join(folder, 'dev.jsonl'));
const title = present ? 'on a slice of the public calls' : 'skipped: ../shared/calls is absent';

describe.skipIf(!present)(title, () => {
  test('suggestions stay as good as they were', async () => {
    const lines = readFileSync(join(folder, 'dev.jsonl'), 'utf8').split('\n').filter(Boolean);
    const gold = lines.filter((_, at) => at % 5 === 0).map((line) => JSON.parse(line));
    const { score } = await import(pathToFileURL(join(folder, 'score.mjs')).href);
    const result = score(
      gold,
      gold.map((call) => predict(call)),
    );
    expect(result.micro.f1).toBeGreaterThanOrEqual(0.95);
    expect(result.sensitive.callsWithALeakIntoFields).toBe(0);
    expect(result.quietCalls.rate).toBeLessThanOrEqual(0.03);
    expect(result.delayInUtterances.median).toBeLessThanOrEqual(1);
    const fields = Object.values<{ gold: number; ok: number }>(result.fieldsOnCorrectActions);
    const right = fields.reduce((sum, { ok }) => sum + ok, 0) / fields.reduce((sum, each) => sum + each.gold, 0);
    expect(right).toBeGreaterThanOrEqual(0.8);
    const entities = Object.values<{ gold: number; ok: number }>(result.entityRecall);
    const heard = entities.reduce((sum, { ok }) => sum + ok, 0) / entities.reduce((sum, each) => sum + each.gold, 0);
    expect(heard).toBeGreaterThanOrEqual(0.6);
  });
});
