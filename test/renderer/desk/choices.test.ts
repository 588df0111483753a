import { expect, test } from 'vitest';
import { type Choice, choiceEdits, choiceOf, choose, withChoices } from '../../../renderer/desk/choices.ts';
import { sampleEvidence, sampleProposal, sampleUtterance, sampleValue } from '../../support/renderer-samples.ts';

const said = sampleEvidence(sampleUtterance('u1', 'dana at reyes dot com'), 'dana at reyes dot com');
const asked = sampleProposal({
  values: [
    sampleValue('Email', 'd@reyes.com', {
      certainty: 'unsure',
      alternatives: [{ asker: 'suggestion', value: 'dana@reyes.com', evidence: said }],
    }),
    sampleValue('Phone', '+14155550134'),
  ],
});
const none: readonly Choice[] = [];

test("another asker's value is taken with its words, and is the only edit", () => {
  const held = choose(none, asked, 'Email', 'dana@reyes.com');
  const [email, phone] = withChoices(asked, held).values;
  expect(email).toMatchObject({ value: 'dana@reyes.com', evidence: said, origin: 'edited', alternatives: [] });
  expect(phone).toEqual(asked.values[1]);
  expect(choiceEdits(asked, held)).toEqual({ Email: 'dana@reyes.com' });
});

test('the proposed value takes a choice back, from the card as it was and as it is shown', () => {
  const held = choose(none, asked, 'Email', 'dana@reyes.com');
  expect(choose(held, asked, 'Email', 'd@reyes.com')).toEqual([]);
  expect(choose(held, withChoices(asked, held), 'Email', 'd@reyes.com')).toEqual([]);
});

test('a card already showing the choice shows and sends the same', () => {
  const held = choose(none, asked, 'Email', 'dana@reyes.com');
  const shown = withChoices(asked, held);
  expect(withChoices(shown, held)).toEqual(shown);
  expect(choiceEdits(shown, held)).toEqual({ Email: 'dana@reyes.com' });
});

test('a choice falls once the proposed value or the record is another', () => {
  const held = choose(none, asked, 'Email', 'dana@reyes.com');
  const revised = sampleProposal({ values: [sampleValue('Email', 'x@reyes.com')] });
  const changed = {
    ...asked,
    current: { fields: { Email: 'by@another.example' }, modifiedAt: null, modifiedBy: null, readAt: 1 },
  };
  for (const of of [revised, changed]) {
    expect(choiceOf(held, of, 'Email')).toBeNull();
    expect(withChoices(of, held)).toBe(of);
    expect(choiceEdits(of, held)).toEqual({});
  }
});

test('nothing is taken for a field that is not proposed', () => {
  expect(choose(none, asked, 'Title', 'Owner')).toBe(none);
});
