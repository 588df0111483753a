import { describe, expect, test } from 'vitest';
import { findQuote } from '../../electron/calls/find-quote.ts';
import type { Utterance } from '../../shared/model/utterance.ts';

function said(text: string, party: Utterance['party'] = 'caller'): Utterance {
  return {
    id: text,
    call: 'c',
    seq: 1,
    party,
    text,
    state: 'final',
    startMs: null,
    endMs: null,
    receivedAt: 0,
    masked: [],
  };
}

describe('the words behind a value', () => {
  test.each([
    ['a@b.example', 'It is A@b.example.', 'A@b.example'],
    ['4155550134', 'call (415) 555-0134 please', '415) 555-0134'],
    ['+1 415 555 0134', 'it is 415 555 0134', '415 555 0134'],
    ['Portland', 'Still Portland, Oregon.', 'Portland'],
  ])('%j is found in %j', (value, text, quote) => {
    expect(findQuote(value, [said(text)])?.quote).toBe(quote);
  });

  test.each([
    ['OR', 'it is for the order'],
    ['12', 'room 4125'],
    ['x', 'x'],
    ['Dana', 'It is dana@reyes.example.'],
    ['Reyes', 'It is dana@reyes.example.'],
    ['4155550134', '555 0134'],
  ])('%j is not found in %j', (value, text) => {
    expect(findQuote(value, [said(text)])).toBeNull();
  });

  test('are never those of the agent, and the latest ones count', () => {
    expect(findQuote('a@b.example', [said('a@b.example', 'agent')])).toBeNull();
    expect(findQuote('blue', [said('blue one'), said('the blue')])?.utterance).toBe('the blue');
  });

  test('are looked for in linear time in a very long text', () => {
    expect(findQuote('b', [said('a'.repeat(1_000_000))])).toBeNull();
    expect(findQuote('aa', [said('a'.repeat(200_000))])).toBeNull();
  });
});
