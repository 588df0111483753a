import { expect, test } from 'vitest';
import type { Line } from '../../../renderer/client/line.ts';
import { createLiveQuery, type LiveQuery } from '../../../renderer/client/live-query.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';

type Change = { revision: number; add: string };

const openLine: Pick<Line, 'whenOpen'> = { whenOpen: async () => {} };
const line = {
  ...openLine,
  link: { call: async () => null },
  state: () => ({ state: 'open' as const }),
  subscribe: () => () => {},
  close: () => {},
};

function query(watch: (since: number, signal: AbortSignal) => Promise<AsyncIterable<Change>>): LiveQuery<string[]> {
  return createLiveQuery({
    line,
    watch,
    initial: [] as string[],
    apply: (held, change) => [...held, change.add],
    revisionOf: (change) => change.revision,
  });
}

function until(of: LiveQuery<string[]>, holds: (value: string[], state: string) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = of.subscribe(() => {
      const { value, state } = of.read();
      if (!holds(value, state)) return;
      stop();
      resolve();
    });
  });
}

test('does not watch before somebody looks', () => {
  let watched = 0;
  query(async () => {
    watched += 1;
    return (async function* () {})();
  });
  expect(watched).toBe(0);
});

test('takes in what comes, one after the other', async () => {
  const of = query(async () =>
    (async function* () {
      yield { revision: 1, add: 'a' };
      yield { revision: 2, add: 'b' };
      await new Promise(() => {});
    })(),
  );
  await until(of, (value) => value.length === 2);
  expect(of.read()).toEqual({ value: ['a', 'b'], state: 'live', problem: null });
});

test('resumes after the last revision when the connection broke, keeping what it knows', async () => {
  const asked: number[] = [];
  const of = query(async (since) => {
    asked.push(since);
    return (async function* () {
      yield { revision: since + 5, add: `after ${since}` };
      if (since > 0) await new Promise(() => {});
      throw new Error('broken');
    })();
  });
  await until(of, (value) => value.length === 2);
  expect(asked).toEqual([0, 5]);
  expect(of.read().value).toEqual(['after 0', 'after 5']);
});

test('says why it was refused', async () => {
  const of = query(async () => {
    throw new ProblemError(toProblem('not-found', 'There is no such call.'));
  });
  await until(of, () => of.read().problem !== null);
  expect(of.read()).toMatchObject({ state: 'loading', problem: { message: 'There is no such call.' } });
});

test('stops watching when nobody looks any more', async () => {
  const aborted = new Promise<void>((resolve) => {
    const of = query(async (_since, signal) => {
      signal.addEventListener('abort', () => resolve());
      return (async function* () {
        yield { revision: 1, add: 'a' };
        await new Promise(() => {});
      })();
    });
    void until(of, (value) => value.length === 1);
  });
  await aborted;
});
