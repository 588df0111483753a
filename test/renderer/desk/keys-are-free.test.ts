// @vitest-environment jsdom
import { afterEach, expect, test } from 'vitest';
import { keysAreFree, takesEnter } from '../../../renderer/desk/keys-are-free.ts';

afterEach(() => document.body.replaceChildren());

function put(tag: string, attributes: Record<string, string> = {}): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(element);
  return element;
}

test('keys are free on the page and on a button', () => {
  expect(keysAreFree(document.body, document)).toBe(true);
  expect(keysAreFree(put('button'), document)).toBe(true);
});

test('no key acts while somebody types', () => {
  for (const tag of ['input', 'textarea', 'select']) expect(keysAreFree(put(tag), document)).toBe(false);
  expect(keysAreFree(put('div', { contenteditable: 'true' }), document)).toBe(false);
});

test('no key acts behind a dialog or a menu', () => {
  const dialog = put('div', { role: 'dialog' });
  expect(keysAreFree(document.body, document)).toBe(false);
  dialog.setAttribute('role', 'menu');
  expect(keysAreFree(document.body, document)).toBe(false);
});

test('Enter belongs to the button or link that has the focus', () => {
  expect(takesEnter(put('button'))).toBe(true);
  expect(takesEnter(put('a', { href: '#x' }))).toBe(true);
  expect(takesEnter(put('article'))).toBe(false);
});
