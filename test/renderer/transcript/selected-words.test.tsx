// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { selectedWords } from '../../../renderer/transcript/selected-words.ts';
import { UtteranceRow } from '../../../renderer/transcript/utterance-row.tsx';
import type { Evidence } from '../../../shared/model/evidence.ts';
import type { Utterance } from '../../../shared/model/utterance.ts';
import { sampleEvidence, sampleUtterance } from '../../support/renderer-samples.ts';

afterEach(cleanup);

function drawn(...turns: { of: Utterance; marked?: Evidence[] }[]): HTMLElement {
  const { container } = render(
    <ol>
      {turns.map(({ of, marked }) => (
        <UtteranceRow key={of.id} utterance={of} marked={marked ?? []} />
      ))}
    </ol>,
  );
  return container;
}

/** The place in the page where a text begins or ends. */
function place(box: HTMLElement, text: string, end = false): [Node, number] {
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.textContent?.indexOf(text) ?? -1;
    if (at >= 0) return [node, at + (end ? text.length : 0)];
  }
  throw new Error(`${text} is not drawn`);
}

function select(from: [Node, number], to: [Node, number]): Selection | null {
  const selection = document.getSelection();
  selection?.setBaseAndExtent(...from, ...to);
  return selection;
}

function read(box: HTMLElement, turns: Utterance[]): string | null {
  const words = selectedWords(document.getSelection(), box, (id) => turns.find((each) => each.id === id));
  if (words === null || words === 'several-turns') return words;
  return turns.find(({ id }) => id === words.utterance)?.text.slice(words.start, words.end) ?? null;
}

test('reads back the words, whichever way they were selected and however they are marked', () => {
  const of = sampleUtterance('u1', 'It is dana at reyes dot com, thanks.');
  const box = drawn({ of, marked: [sampleEvidence(of, 'dana at reyes')] });
  select(place(box, 'is '), place(box, ' dot com', true));
  expect(read(box, [of])).toBe('is dana at reyes dot com');
  select(place(box, ' dot com', true), place(box, 'at reyes'));
  expect(read(box, [of])).toBe('at reyes dot com');
});

test('counts what cannot be seen as what it is, not as it is drawn', () => {
  const of = sampleUtterance('u1', 'one\u200b two\u202e three\r\nfour five');
  const box = drawn({ of });
  select(place(box, ' two'), place(box, 'four', true));
  expect(read(box, [of])).toBe('two\u202e three\r\nfour');
  select(place(box, 'five'), place(box, 'five', true));
  expect(read(box, [of])).toBe('five');
});

test('takes a mask whole', () => {
  const of = sampleUtterance('u1', 'PIN •••• it is', { masked: [{ start: 4, end: 8, kind: 'pin' }] });
  const box = drawn({ of });
  select(place(box, 'PIN'), place(box, '••', true));
  expect(read(box, [of])).toBe('PIN ••••');
  const [mask] = place(box, '••••');
  select([mask, 1], [mask, 2]);
  expect(read(box, [of])).toBe('••••');
});

test('words of two turns are told apart from those of one whose end lies at the next', () => {
  const turns = [sampleUtterance('u1', 'One.'), sampleUtterance('u2', 'Two.')];
  const box = drawn(...turns.map((of) => ({ of })));
  select(place(box, 'One.'), place(box, 'Two', true));
  expect(read(box, turns)).toBe('several-turns');
  const next = box.querySelectorAll('li')[1];
  if (!next) throw new Error('not drawn');
  select(place(box, 'One.'), [next, 0]);
  expect(read(box, turns)).toBe('One.');
});

test('times, names and what lies outside are no words', () => {
  const of = sampleUtterance('u1', 'One.', { startMs: 61_000 });
  const box = drawn({ of });
  select(place(box, '1:01'), place(box, 'Caller', true));
  expect(read(box, [of])).toBeNull();
  document.getSelection()?.removeAllRanges();
  expect(read(box, [of])).toBeNull();
});
