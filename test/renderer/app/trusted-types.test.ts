import { expect, test } from 'vitest';
import { plainOnly } from '../../../renderer/app/trusted-types.ts';

test('style sheets and plain text pass', () => {
  expect(plainOnly(':root { --x: 1px }')).toBe(':root { --x: 1px }');
});

test('anything that could become a tag is refused', () => {
  expect(() => plainOnly('a<b')).toThrow(/refused/);
});
