import { describe, expect, it } from 'vitest';
import { maskSecrets, noContext } from '../../../electron/calls/masking/mask-secrets.ts';
import { maskValue } from '../../../electron/calls/masking/mask-value.ts';
import { fc } from '../../support/properties.ts';

const masked = (text: string) => maskSecrets(text).text;
const dots = (text: string) => '•'.repeat(text.length);

describe('a text by itself', () => {
  it.each([
    ['4242 4242 4242 4242', 'card-number'],
    ['4242-4242-4242-4242', 'card-number'],
    ['4242424242424242', 'card-number'],
    ['3782 822463 10005', 'card-number'],
    ['four two four two, four two four two, four two four two, four two four two', 'card-number'],
    ['forty two forty two forty two forty two forty two forty two forty two forty two', 'card-number'],
    ['5555 5555 5555 uh 4444', 'card-number'],
    ['double five double five, 5555, five five five five, 4444', 'card-number'],
    // A digit was misheard, and the check digit is wrong.
    ['4242 4242 4242 4243', 'card-number'],
    ['078-05-1120', 'ssn'],
    ['00D5e000000abcd!AQEAQHzSo.someOpaqueLetters_1234567890', 'password'],
    ['eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIwMDUifQ.c2lnbmF0dXJlLW9mLWl0', 'password'],
  ])('loses the secret %s', (secret, kind) => {
    const text = `well it's ${secret} thanks`;
    expect(maskSecrets(text)).toEqual({
      text: `well it's ${dots(secret)} thanks`,
      masked: [{ start: 10, end: 10 + secret.length, kind }],
    });
  });

  it.each([
    ['the security code is ', '314', ''],
    ['the code on the back is ', 'three one four', '.'],
    ['CVV: ', '9012', ' ok'],
    ['my pin is ', '7294', ', I think'],
    ['it is either PIN ', '0314', ''],
    ['My PIN number is ', 'seven two nine four', ''],
    ['my social is ', '078 05 1120', ''],
    ['the last four of my social are ', '1120', ''],
    ['ssn ', '4455', ' and account number 85731890'],
    ['my password is ', 'bluebird77', ', always was'],
    ['the password is ', 'm 0 n 3 y', ''],
    ['passcode: ', 'hunter2', ''],
    ["my mother's maiden name is ", 'Cooper', ''],
    ['', '7294', ' is my pin'],
    ['card number ', '9874258636', '1'],
  ])('loses what is named: %s…', (before, secret, after) => {
    const text = `${before}${secret}${after}`;
    const { text: shown, masked: spans } = maskSecrets(text);
    expect(shown).toHaveLength(text.length);
    expect(shown.startsWith(before)).toBe(true);
    expect(shown).not.toContain(secret);
    expect(spans).toHaveLength(1);
  });

  it.each([
    'my number is 415 555 0134',
    "it's six one seven, five five five, zero one six two",
    'call +44 20 7946 0018 or +49 30 23125 114',
    'plus four four, twenty, seven nine four six, double oh two four',
    'order 40218, invoice 7731 and ticket 00001027',
    'my account number is 9931939443153 and the other one is 85731890',
    'order number 5105105105105101 please',
    'tracking number 1234567812345670000',
    'that makes 1,250.00 dollars, so $4242',
    'on 11/28/2026 at 10:30, or the 3rd of May 1984',
    '1420 Northwest Marshall Street, Portland, 97209',
    'the zip code is 94102, pin code 638001',
    'I forgot my password, the password is wrong and my pin does not work',
    'my password is not working since 2024',
    'please reset the password for dana@reyesinteriors.com',
    'I lost my card, the one ending in 4242, so send me 2 new cards',
    'a four digit PIN is what you need',
    'the pins are made of steel, we ordered six',
    'oh one more thing, two of the three lamps',
    'social media brought us 4000 visitors',
  ])('keeps %s', (text) => {
    expect(maskSecrets(text)).toEqual({ text, masked: [] });
  });

  it('counts in UTF-16 units, so that spans stay true', () => {
    const { text, masked: spans } = maskSecrets('👋 the pin is 7294 👋');
    expect(text).toBe('👋 the pin is •••• 👋');
    expect('👋 the pin is 7294 👋'.slice(spans[0]?.start, spans[0]?.end)).toBe('7294');
  });

  it('masks every number that is a card of a known kind, however it is grouped', () => {
    const card = fc.constantFrom('4', '51', '34', '6011').chain((prefix) =>
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 15, maxLength: 15 }).map((rest) => {
        const length = prefix === '34' ? 15 : 16;
        const body = (prefix + rest.join('')).slice(0, length - 1);
        const sum = [...body].reverse().reduce((total, each, place) => {
          const digit = Number(each) * (place % 2 === 0 ? 2 : 1);
          return total + (digit > 9 ? digit - 9 : digit);
        }, 0);
        return `${body}${(10 - (sum % 10)) % 10}`;
      }),
    );
    const gap = fc.constantFrom('', ' ', '-', ', ');
    fc.assert(
      fc.property(card, fc.array(gap, { minLength: 16, maxLength: 16 }), (digits, gaps) => {
        const read = [...digits]
          .map((digit, place) => `${digit}${place === digits.length - 1 ? '' : gaps[place]}`)
          .join('');
        expect(masked(`it is ${read}`)).toBe(`it is ${dots(read)}`);
      }),
    );
  });

  it('never changes the length, and masks what is masked no further', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const once = masked(text);
        expect(once).toHaveLength(text.length);
        expect(masked(once)).toHaveLength(text.length);
      }),
    );
  });

  it.each(['4 ', '4', 'four ', 'card 4242 ', 'pin is 1 ', 'password is x ', "mother's ", '1-', ' ', 'double '])(
    'takes time in proportion to a hostile text of %j',
    (unit) => {
      const context = { ...noContext, partial: true, pinOwed: true, oneSided: true, moneyTalk: true };
      const text = unit.repeat(1_000_000 / unit.length);
      const startedAt = performance.now();
      maskSecrets(text, context);
      expect(performance.now() - startedAt).toBeLessThan(12_000);
    },
  );
});

describe('maskValue', () => {
  it('masks every text of a value, and leaves what is no secret', () => {
    const inputs = {
      subject: 'Refund for order 40218',
      phone: '+14155550134',
      notes: ['card 4242 4242 4242 4242', { more: 'CVV 314' }],
      amount: 45,
      done: true,
      none: null,
    };
    expect(maskValue(inputs)).toEqual({
      ...inputs,
      notes: [`card ${dots('4242 4242 4242 4242')}`, { more: 'CVV •••' }],
    });
  });

  it('masks the whole of what is named a secret, numbers included', () => {
    expect(
      maskValue({
        cvv: '314',
        card_number: 'on file',
        pinCode: '638001',
        PIN: 7294,
        userPassword: 'blue bird',
        cardType: 'credit',
        pan: 4242424242424242,
      }),
    ).toEqual({
      cvv: '•••',
      card_number: '•••••••',
      pinCode: '638001',
      PIN: '••••',
      userPassword: '•••••••••',
      cardType: 'credit',
      pan: '••••••••••••••••',
    });
  });

  it('survives nesting and prototype keys', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(50_000)}"4242424242424242"${']'.repeat(50_000)}`);
    expect(JSON.stringify(maskValue(deep))).not.toContain('4242');
    const hostile = maskValue(JSON.parse('{"__proto__":{"polluted":true},"a":1}'));
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Object.getPrototypeOf(hostile)).toBe(Object.prototype);
  });
});
