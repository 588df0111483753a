import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createMasker, type Masker } from '../../../electron/calls/masking/masker.ts';
import type { MaskerInput } from '../../../electron/calls/masking/masker-turn.ts';
import { readReplayFile } from '../../../electron/feeds/replay/read-replay-file.ts';
import { practiceCalls } from '../../../electron/practice/calls/practice-calls.ts';

type Line = `${'agent' | 'caller'}: ${string}`;
const turn = (line: Line, key: string, final = true): MaskerInput => ({
  party: line.startsWith('agent') ? 'agent' : 'caller',
  text: line.slice(line.indexOf(': ') + 2),
  key,
  final,
});

/** The texts of a call as they stand in the end, corrections included. */
function shown(lines: readonly Line[], masker: Masker = createMasker()): string[] {
  const texts: string[] = [];
  lines.forEach((line, index) => {
    const { text, also } = masker.mask(turn(line, String(index)));
    texts.push(text);
    for (const each of also) texts[Number(each.key)] = each.text;
  });
  return texts;
}

describe('a masker', () => {
  it.each<[Line, Line, string]>([
    ['agent: What is your four digit PIN?', 'caller: 7294', '7294'],
    ['agent: Right, and your PIN as well please.', "caller: it's seven two nine four", 'seven two nine four'],
    ['agent: and the last four of your social', 'caller: five five zero two', 'five five zero two'],
    ["agent: What's the security code on the back?", 'caller: sure, 314', '314'],
    ['agent: Can I have the card number?', 'caller: 9874 2586 3621 4568', '9874 2586 3621 4568'],
    ['agent: What is your password?', 'caller: Bluebird seventy seven', 'Bluebird seventy seven'],
    ["agent: What was your mother's maiden name?", 'caller: Cooper.', 'Cooper'],
    [
      'agent: And what was the name of the pet you had as a child?',
      'caller: Nemo, a goldfish, not much of a pet but I liked it a lot',
      'Nemo',
    ],
  ])('masks the bare answer: %s', (question, answer, secret) => {
    expect(shown([question, answer])[1]).toBe(answer.slice(8).replace(secret, '•'.repeat(secret.length)));
  });

  it.each<[Line, Line]>([
    ['agent: What is your phone number?', 'caller: 415 555 0134'],
    ['agent: Can you tell me your account number, please?', 'caller: 9931939443153'],
    ['agent: What is your order number?', 'caller: 4021'],
    ['agent: I have reset your PIN. What else?', 'caller: my extension is 7294'],
    ["agent: Please don't tell me the password.", 'caller: Bluebird it is'],
    ['agent: What is your PIN?', "caller: I don't remember, my birthday is 04/05/1984"],
    ['agent: What is your password?', 'caller: Why do you need that?'],
    ['agent: May I have your name, account number and PIN?', 'caller: Brian White, 85731890, I forgot my PIN'],
  ])('keeps an answer that is no secret: %s', (question, answer) => {
    expect(shown([question, answer])[1]).toBe(answer.slice(8));
  });

  it('masks an answer that comes after "one moment" and "go ahead"', () => {
    const lines: Line[] = [
      'agent: What is your PIN?',
      'caller: Hold on a second.',
      'agent: Take your time.',
      'caller: 7294',
    ];
    expect(shown(lines)[3]).toBe('••••');
  });

  it('masks a PIN that comes back to the caller later', () => {
    const lines: Line[] = [
      'agent: Your PIN please?',
      'caller: I forgot it',
      'agent: Your date of birth?',
      "caller: wait, I think it's 0314",
    ];
    expect(shown(lines)[3]).toBe("wait, I think it's ••••");
  });

  it('masks a card number that is read out over several turns, the turns before included', () => {
    expect(shown(['caller: four two four two,', 'caller: four two four two', 'caller: 4242 4242.'])).toEqual([
      `${'•'.repeat(17)}wo,`.replace('wo,', ','),
      '•'.repeat(17),
      '•••••••••.',
    ]);
    const across: Line[] = ['caller: it is 4242 4242', 'agent: mm-hm', 'caller: 4242 4242'];
    expect(shown(across)).toEqual(['it is •••••••••', 'mm-hm', '•••••••••']);
  });

  it('leaves a telephone number in pieces alone', () => {
    const lines: Line[] = [
      'caller: my phone number is two four five',
      'caller: four nine six',
      'caller: nine eight six three',
    ];
    expect(shown(lines)).toEqual(lines.map((line) => line.slice(8)));
  });

  it('never shows more than ten digits of a card in a partial', () => {
    const words = 'four two four two four two four two four two four two four two four two'.split(' ');
    const masker = createMasker();
    for (let count = 1; count <= words.length; count += 1) {
      const { text } = masker.mask(turn(`caller: ${words.slice(0, count).join(' ')}`, 'u', count === words.length));
      expect((text.match(/four|two/g) ?? []).length).toBeLessThanOrEqual(10);
    }
  });

  it('masks the beginning of an answer while it is being said', () => {
    const masker = createMasker();
    masker.mask(turn('agent: What is your PIN?', '0'));
    for (const said of ['seven', 'seven two', 'seven two nine'] as const) {
      expect(masker.mask(turn(`caller: ${said}`, '1', false)).text).toBe('•'.repeat(said.length));
    }
  });

  it('masks a secret that the agent repeats, and in a tool call', () => {
    const masker = createMasker();
    shown(['agent: What is your PIN?', 'caller: 7294'], masker);
    expect(masker.mask(turn('agent: So that was seven two nine four, thank you.', '2')).text).not.toContain('seven');
    expect(masker.maskValue({ description: 'Verified with 7294', order: '40218' })).toEqual({
      description: 'Verified with ••••',
      order: '40218',
    });
  });

  it('goes on after a restart where it stopped', () => {
    const asked = createMasker([turn('agent: What is your PIN?', '0')]);
    expect(asked.mask(turn('caller: 7294', '1')).text).toBe('••••');
    const answered = createMasker([turn('agent: What is your PIN?', '0'), { party: 'caller', text: '••••', key: '1' }]);
    expect(answered.mask(turn('caller: and my order is 7294', '2')).text).toBe('and my order is 7294');
    const halfRead = createMasker([turn('caller: 4242 4242', '0')]);
    expect(halfRead.mask(turn('caller: 4242 4242', '1'))).toMatchObject({
      text: '•••••••••',
      also: [{ key: '0', text: '•••••••••' }],
    });
  });

  it('masks the secrets of the practice calls, and nothing else in them', () => {
    const changed = practiceCalls.flatMap(({ key, vcon }) => {
      const call = readReplayFile(key, JSON.stringify(vcon)).calls[0];
      const lines = (call?.steps ?? []).flatMap(({ event }): Line[] =>
        event.type === 'utterance.final'
          ? [`${event.utterance.party === 'agent' ? 'agent' : 'caller'}: ${event.utterance.text}`]
          : [],
      );
      return shown(lines)
        .filter((text) => text.includes('•'))
        .map((text) => `${key}: ${text.replaceAll(/•+/g, '•')}`);
    });
    expect(changed).toEqual([
      "walter-chen: Oh, it's fine, I have the card right here. It's •,",
      'walter-chen: •.',
      'walter-chen: Expires eleven twenty eight. And the code on the back is •.',
      'samir-haddad: Uh, •... no, •.',
      'samir-haddad: •.',
      'samir-haddad: My password is •, that has always worked.',
    ]);
  });
});

const collected = join(import.meta.dirname, '../../../../shared/calls/dev.jsonl');
const named = z.array(z.object({ type: z.string(), value: z.string() }));
const publicCall = z.object({
  agentTurns: z.boolean(),
  utterances: z.array(z.object({ speaker: z.enum(['agent', 'caller']), text: z.string() })),
  expected: z.object({ sensitive: named, entities: named }),
});
const plain = (text: string) =>
  ` ${text
    .toLowerCase()
    .replaceAll(/[^\p{L}\d•]+/gu, ' ')
    .trim()} `;

describe.skipIf(!existsSync(collected))('the public calls (where they are at hand)', () => {
  const rates = { secrets: 0, hidden: 0, readable: 0, lost: 0 };
  for (const line of existsSync(collected) ? readFileSync(collected, 'utf8').trim().split('\n') : []) {
    const call = publicCall.parse(JSON.parse(line));
    const said = call.utterances.map((each) => plain(each.text));
    const left = shown(call.utterances.map((each): Line => `${each.speaker}: ${each.text}`)).map(plain);
    const isIn = (texts: readonly string[], value: string) => texts.some((text) => text.includes(plain(value)));
    const secrets = new Set(call.expected.sensitive.map((each) => each.value));
    for (const { type, value } of call.expected.sensitive) {
      // One-sided calls do not say what was asked for; only what is named in them can be told.
      if (!call.agentTurns || type === 'securityAnswer' || !isIn(said, value)) continue;
      rates.secrets += 1;
      if (!isIn(left, value)) rates.hidden += 1;
    }
    for (const { value } of call.expected.entities) {
      if (secrets.has(value) || !isIn(said, value)) continue;
      rates.readable += 1;
      if (!isIn(left, value)) rates.lost += 1;
    }
  }

  it('lose at least 98 of 100 secrets where both sides were heard', () => {
    expect(rates.hidden / rates.secrets).toBeGreaterThanOrEqual(0.98);
  });

  it('keep at least 99 of 100 names, numbers and dates', () => {
    expect(rates.lost / rates.readable).toBeLessThan(0.01);
  });
});
