import { createRouterClient, implement } from '@orpc/server';
import { describe, expect, it } from 'vitest';
import { createSoqlSession } from '../../../renderer/soql/soql-session.ts';
import { mostResultRows, type SoqlPage, type SoqlStep, soqlContract } from '../../../shared/contract/soql-contract.ts';
import { toProblem } from '../../../shared/model/problem.ts';

function page(from: number, count: number, rest: Partial<SoqlPage> = {}): SoqlPage {
  const rows = Array.from({ length: count }, (_, index) => ({ id: `r${from + index}`, cells: [from + index] }));
  const column = { path: 'N', label: null, type: 'int', field: 'N', refersTo: null, notEditable: null };
  return { step: 'page', object: 'Case', columns: [column], rows, total: 5, next: null, ...rest };
}

const refusal: SoqlStep = {
  step: 'refused',
  problem: toProblem('invalid-input', 'Not so.'),
  place: { row: 1, column: 2 },
};

/** A session over an org that answers what it is told; each answer may wait for the reader to leave. */
function session(answers: Record<string, (SoqlStep | 'hang')[]>) {
  const asked: { query: string; next: string | null; rows: number }[] = [];
  const left: string[] = [];
  const os = implement(soqlContract);
  const soql = createRouterClient({
    objects: os.objects.handler(() => []),
    run: os.run.handler(async function* ({ input, signal }) {
      const key = input.next ?? input.query;
      asked.push({ query: input.query, next: input.next, rows: input.rows });
      for (const step of answers[key] ?? []) {
        if (step !== 'hang') yield step;
        else if (!signal?.aborted)
          await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
      }
      if (signal?.aborted) left.push(key);
    }),
    row: os.row.handler(({ input }) => ({ id: input.id, cells: [99] })),
    history: os.history.handler(() => []),
    forgetHistory: os.forgetHistory.handler(() => {}),
  });
  let now = 0;
  return { of: createSoqlSession({ soql }, () => (now += 100)), asked, left };
}

describe('a session of queries', () => {
  it('holds the first page, reads on when asked, and counts what it has', async () => {
    const { of, asked } = session({
      q: [page(0, 2, { next: 'two' })],
      two: [page(2, 2, { next: 'three' }), page(4, 1)],
    });
    of.write('q');
    await of.run('org');
    expect(of.read()).toMatchObject({
      running: null,
      problem: null,
      result: { number: 1, org: 'org', query: 'q', total: 5 },
    });
    expect(of.read().result?.rows).toHaveLength(2);
    of.write('another by now');
    await of.more(10);
    expect(asked).toEqual([
      { query: 'q', next: null, rows: 1 },
      { query: 'q', next: 'two', rows: 10 },
    ]);
    expect(of.read().result?.rows.map(({ id }) => id)).toEqual(['r0', 'r1', 'r2', 'r3', 'r4']);
    await of.more(10);
    expect(asked).toHaveLength(2);
  });

  it('keeps what it had when the next query is refused, and marks the place until somebody types', async () => {
    const { of } = session({ q: [page(0, 1)], bad: [refusal] });
    of.write('q');
    await of.run('org');
    of.write('bad');
    await of.run('org');
    expect(of.read()).toMatchObject({
      problem: { message: 'Not so.' },
      place: { row: 1, column: 2 },
      result: { query: 'q' },
    });
    of.write('bad, but better');
    expect(of.read().place).toBeNull();
  });

  it('leaves the reader’s seat when it is cancelled, with what came so far', async () => {
    const { of, left } = session({ q: [page(0, 2, { next: 'two' })], two: [page(2, 2, { next: 'three' }), 'hang'] });
    of.write('q');
    await of.run('org');
    const reading = of.more(10);
    await expect.poll(() => of.read().result?.rows.length).toBe(4);
    of.cancel();
    await reading;
    expect(of.read()).toMatchObject({ running: null, cancelled: true, problem: null });
    expect(of.read().result?.rows).toHaveLength(4);
    await expect.poll(() => left).toEqual(['two']);
  });

  it('forgets a query that still runs when another one is run', async () => {
    const { of } = session({ slow: ['hang', page(7, 1)], q: [page(0, 1)] });
    of.write('slow');
    const first = of.run('org');
    of.write('q');
    await of.run('org');
    await first;
    expect(of.read()).toMatchObject({ running: null, result: { query: 'q', number: 1 } });
  });

  it('holds no more rows than it can', async () => {
    const { of } = session({
      q: [page(0, 1, { next: 'two', total: 60_000 })],
      two: [page(1, mostResultRows, { next: 'three', total: 60_000 })],
    });
    of.write('q');
    await of.run('org');
    await of.more(mostResultRows);
    expect(of.read().result).toMatchObject({ next: null, total: 60_000 });
    expect(of.read().result?.rows).toHaveLength(mostResultRows);
  });

  it('reads a row again once something was written to it, and once only', async () => {
    const { of } = session({ q: [page(0, 2)] });
    of.write('q');
    await of.run('org');
    const change = { proposal: 'p1', row: 'r1', field: 'N' };
    of.changed(change);
    await of.written(change);
    expect(of.read().result?.rows.map(({ cells }) => cells[0])).toEqual([0, 99]);
    const held = of.read();
    await of.written(change);
    expect(of.read()).toBe(held);
  });

  it('takes up the last query only where nothing was written', () => {
    const { of } = session({});
    of.takeUp([{ query: 'last', org: 'org', at: 0 }]);
    expect(of.read().text).toBe('last');
    of.write('mine');
    of.takeUp([{ query: 'last', org: 'org', at: 0 }]);
    expect(of.read().text).toBe('mine');
  });
});
