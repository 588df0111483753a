import { expect, test } from 'vitest';
import { type Pressed, readKey } from '../../../renderer/desk/key-command.ts';

const plain = { afterG: false, singleKeys: true };

function key(name: string, rest: Partial<Pressed> = {}): Pressed {
  return {
    key: name,
    code: '',
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    repeat: false,
    ...rest,
  };
}

test('single keys ask for what they stand for', () => {
  const commands = ['j', 'k', 'a', 'e', 'r', 'Enter', '/', '[', ']'].map((name) => readKey(key(name), plain));
  expect(commands).toEqual([
    'next',
    'previous',
    'approve',
    'edit',
    'reject',
    'open',
    'search',
    'previous-call',
    'next-call',
  ]);
});

test('no key acts with a modifier, but those that pick with Shift', () => {
  expect(readKey(key('A', { shiftKey: true }), plain)).toBe('approve-picked');
  expect(readKey(key('J', { shiftKey: true }), plain)).toBe('pick-next');
  expect(readKey(key('R', { shiftKey: true }), plain)).toBeNull();
  for (const modifier of ['ctrlKey', 'metaKey', 'altKey'] as const) {
    expect(readKey(key('a', { [modifier]: true }), plain)).toBeNull();
  }
});

test('"?" needs shift on most keyboards and acts with it', () => {
  expect(readKey(key('?', { shiftKey: true }), plain)).toBe('keys');
});

test('caps lock makes no difference', () => {
  expect(readKey(key('A'), plain)).toBe('approve');
});

test('a key of another script acts as the Latin letter on it', () => {
  expect(readKey(key('ф', { code: 'KeyA' }), plain)).toBe('approve');
});

test('a key held down moves on but never decides again', () => {
  expect(readKey(key('j', { repeat: true }), plain)).toBe('next');
  expect(readKey(key('a', { repeat: true }), plain)).toBeNull();
  expect(readKey(key('r', { repeat: true }), plain)).toBeNull();
  expect(readKey(key('Enter', { repeat: true }), plain)).toBeNull();
});

test('G, then a letter, goes to a screen', () => {
  expect(readKey(key('g'), plain)).toBe('g');
  const after = { ...plain, afterG: true };
  expect(['l', 'a', 'j'].map((name) => readKey(key(name), after))).toEqual(['go-live', 'go-approvals', 'go-journal']);
});

test('with single keys off, letters need Ctrl and Shift', () => {
  const off = { ...plain, singleKeys: false };
  expect(readKey(key('a'), off)).toBeNull();
  expect(readKey(key('A', { ctrlKey: true, shiftKey: true }), off)).toBe('approve');
  expect(readKey(key('Enter'), off)).toBe('open');
  expect(readKey(key('Escape'), off)).toBe('leave');
});
