import { expect, test } from 'vitest';
import { answerLine, isUnsettled } from '../../../../renderer/proposal/parts/answer-line.ts';
import { type Answer, answerState } from '../../../../shared/model/answer.ts';

function answer(rest: Partial<Answer>): Answer {
  return {
    id: 'a1',
    proposal: 'p1',
    feed: 'vapi',
    call: 'c1',
    toolCall: 't1',
    door: null,
    outcome: null,
    said: null,
    state: 'owed',
    why: null,
    tries: 0,
    askedAt: 1,
    saidAt: null,
    settledAt: null,
    ...rest,
  };
}

test('says through which door the agent was told, and when', () => {
  const said = 'Done (P-1001).';
  expect(answerLine(answer({ state: 'arrived', door: 'late-door', said, saidAt: 7 }), null)).toEqual({
    words: 'The agent was told, later, in the live call',
    said,
    tone: 'quiet',
    at: 7,
  });
});

test('an answer that is owed is told by the clock while the agent waits, and becomes a follow-up once nobody is there', () => {
  expect(answerLine(answer({}), 'caller-waiting')).toBeNull();
  expect(answerLine(answer({}), 'parked')).toBeNull();
  expect(answerLine(answer({}), 'none')?.words).toBe('The agent is owed what comes of it.');
  expect(answerLine(answer({}), 'caller-gone')?.words).toContain('follow-up');
});

test('what did not arrive says why, in one sentence', () => {
  expect(answerLine(answer({ state: 'unreachable', why: 'It answered 503.' }), null)?.words).toBe(
    'The agent could not be told yet: It answered 503. It is tried again.',
  );
  expect(answerLine(answer({ state: 'refused', why: null }), null)).toMatchObject({ tone: 'red' });
});

test('only what is on its way is looked at again', () => {
  expect(answerState.options.filter((state) => isUnsettled({ state }))).toEqual(['sending', 'unreachable']);
});
