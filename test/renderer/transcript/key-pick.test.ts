import { expect, test } from 'vitest';
import {
  type KeyPick,
  moveKeyPick,
  type PickMove,
  spanOfKeyPick,
  startKeyPick,
} from '../../../renderer/transcript/key-pick.ts';
import { sampleUtterance } from '../../support/renderer-samples.ts';

const turns = [
  sampleUtterance('u1', 'Hello, who is this?', { party: 'agent' }),
  sampleUtterance('u2', 'My name is Dana.'),
  sampleUtterance('u3', 'Hello Dana!', { party: 'agent' }),
  sampleUtterance('u4', 'And my', { state: 'partial' }),
];

function quote(pick: KeyPick): string | null {
  const of = turns.find(({ id }) => id === pick.utterance);
  const span = of && spanOfKeyPick(pick, of);
  return of && span ? of.text.slice(span.start, span.end) : null;
}

function after(...moves: [PickMove, boolean?][]): string | null {
  const start = startKeyPick(turns);
  return start && quote(moves.reduce((held, [move, extend]) => moveKeyPick(held, move, extend ?? false, turns), start));
}

test('begins with all of what the caller said last', () => {
  expect(after()).toBe('My name is Dana.');
});

test('goes from turn to turn, past what is still being said and no further than there are turns', () => {
  expect(after(['up'])).toBe('Hello, who is this?');
  expect(after(['up'], ['up'])).toBe('Hello, who is this?');
  expect(after(['down'])).toBe('Hello Dana!');
  expect(after(['down'], ['down'])).toBe('Hello Dana!');
});

test('goes into a turn from either end, word by word', () => {
  expect(after(['right'])).toBe('My');
  expect(after(['right'], ['right'])).toBe('name');
  expect(after(['left'])).toBe('Dana');
  expect(after(['left'], ['right'])).toBe('Dana');
  expect(after(['first'])).toBe('My');
  expect(after(['last'])).toBe('Dana');
});

test('grows and shrinks while the choice is held', () => {
  expect(after(['right'], ['right'], ['right', true])).toBe('name is');
  expect(after(['left'], ['left', true], ['left', true], ['right', true])).toBe('is Dana');
  expect(after(['right'], ['last', true])).toBe('My name is Dana.');
});

test('has nothing to begin with where nothing was said', () => {
  expect(startKeyPick([sampleUtterance('u1', ' … ')])).toBeNull();
});
