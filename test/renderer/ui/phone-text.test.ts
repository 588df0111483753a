import { expect, test } from 'vitest';
import { phoneText } from '../../../renderer/ui/phone-text.ts';

test('a number is shown in groups', () => {
  expect(phoneText('+14155550134')).toBe('+1 415 555 0134');
  expect(phoneText('+442079460018')).toBe('+44 20 7946 0018');
});

test('what is no international number stays as it is', () => {
  for (const text of ['', 'Dana Reyes', '4155550134', '+1 415', 'sip:+14155550134']) expect(phoneText(text)).toBe(text);
});
