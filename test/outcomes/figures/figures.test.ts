import { describe, expect, test } from 'vitest';
import { noteApiUsage } from '../../../electron/outcomes/figures/api-usage.ts';
import { percentile } from '../../../electron/outcomes/figures/percentile.ts';
import { readCases } from '../../../electron/outcomes/figures/read-cases.ts';
import { readFigures } from '../../../electron/outcomes/figures/read-figures.ts';
import { stepAt, timeSteps } from '../../../electron/outcomes/figures/time-steps.ts';
import { casesOf, type DecisionKind, decisionKinds, figures, rateDimensions } from '../../../shared/model/figures.ts';
import { fc } from '../../support/properties.ts';
import { allProposals, approved, sam, testConsole, testOrg, theProposal } from '../../support/test-console.ts';

const dayMs = 86_400_000;

describe('the steps of a stretch of time', () => {
  test('follow each other without a gap, whatever the stretch, and every moment lies in its own', () => {
    const at = fc.integer({ min: Date.parse('2001-01-01'), max: Date.parse('2040-01-01') });
    fc.assert(
      fc.property(
        at,
        fc.integer({ min: 1, max: 3000 * dayMs }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (from, ms, part) => {
          const { steps } = timeSteps(from, from + ms);
          expect(steps[0]?.from).toBe(from);
          expect(steps.at(-1)?.to).toBe(from + ms);
          steps.slice(1).forEach((step, index) => {
            expect(step.from).toBe(steps[index]?.to);
          });
          const moment = from + Math.floor(ms * part);
          const step = steps[stepAt(steps, moment)];
          expect(step && step.from <= moment && moment < step.to).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
    expect(timeSteps(0, dayMs).step).toBe('hour');
    expect(timeSteps(0, 30 * dayMs).step).toBe('day');
    expect(timeSteps(0, 300 * dayMs).step).toBe('week');
  });

  test('a percentile is a value that was measured, or nothing', () => {
    expect(percentile([], 50)).toBe(null);
    expect(percentile([30, 10, 20], 50)).toBe(20);
    expect(percentile([10, 20, 30], 95)).toBe(30);
  });
});

test('figures count what was decided, and every number leads to as many cases', async () => {
  const running = await testConsole(await testOrg());
  for (const key of ['dana-reyes', 'priya-natarajan']) {
    await running.replay.played(await running.replay.startPractice(key, 'at-once'));
    await running.idle();
  }
  const rejected = await theProposal(running, 'create_case');
  await running.proposals.reject(rejected.id, rejected.revision, { preset: 'not-said', text: '' }, sam);
  const [edited, plain] = (await allProposals(running)).filter(({ action }) => action === 'update_contact');
  if (!edited || !plain) throw new Error('there are not two updates');
  await running.proposals.approve(edited.id, edited.revision, { Title: 'Owner and founder' }, sam);
  await running.idle();
  await approved(running, plain);

  const usage = noteApiUsage({
    store: running.store,
    said: () => [{ org: 'o', used: 12, limit: 15_000 }],
    now: () => Date.now() - 1,
    setTimer: () => () => {},
    log: () => {},
  });
  const asked = { from: Date.now() - dayMs, to: Date.now() + 60_000, org: null };
  await expect
    .poll(async () => (await readFigures(running.store.db, asked)).api)
    .toMatchObject([{ org: 'o', limit: 15_000 }]);
  usage.stop();

  const read = figures.parse(await readFigures(running.store.db, asked));
  expect(read.calls.total).toBe(2);
  const sum = (kind: DecisionKind) => read.rates.platform.reduce((total, each) => total + each[kind], 0);
  expect(decisionKinds.map(sum)).toEqual([1, 1, 1, 0]);
  expect(read.rates.action.map(({ label }) => label)).toEqual(['Update contact', 'Create case']);
  expect(read.rates.field).toContainEqual(expect.objectContaining({ key: 'Contact.Title', edited: 1 }));
  expect(read.deciding.decided.reduce((sum, each) => sum + each, 0)).toBe(3);
  expect(read.deciding.allP95).toBeGreaterThan(0);

  for (const { name, but, counts } of read.calls.outcomes) {
    const which = { of: 'calls' as const, outcome: but ? null : name, but: but ?? [] };
    const { total } = await readCases(running.store.db, asked, which);
    expect(total).toBe(counts.reduce((sum, each) => sum + each, 0));
  }
  for (const by of rateDimensions) {
    for (const each of read.rates[by]) {
      for (const kind of decisionKinds) {
        const which = casesOf.parse({ of: 'decided', by, key: each.key, kind });
        expect(`${by} ${each.key} ${kind} ${(await readCases(running.store.db, asked, which)).total}`).toBe(
          `${by} ${each.key} ${kind} ${each[kind]}`,
        );
      }
    }
  }
  expect((await readCases(running.store.db, asked, { of: 'decided', by: null, key: null, kind: null })).total).toBe(3);
  const [org = ''] = (await running.store.db.selectFrom('calls').select('org').execute()).map((each) => each.org);
  const { cases } = await readCases(running.store.db, asked, { of: 'written', org });
  expect(cases.map(({ what }) => what)).toEqual([expect.stringMatching(/^P-/), expect.stringMatching(/^P-/)]);
  const rest = { of: 'calls' as const, outcome: null, but: read.calls.outcomes.map(({ name }) => name) };
  expect((await readCases(running.store.db, asked, rest)).total).toBe(0);
  const ofAnother = await readCases(running.store.db, { ...asked, org: 'another' }, { ...rest, but: [] });
  expect(ofAnother.total).toBe(0);
});
