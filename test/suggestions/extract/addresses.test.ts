import { describe, expect, test } from 'vitest';
import { suggestionOf, valuesOf } from '../said.ts';

describe('an address', () => {
  test('goes to its parts, its spoken house number as digits', () => {
    expect(
      valuesOf(
        'update_contact',
        'I moved. My new address is forty two eighteen Oak Street, Springfield, Illinois 62704.',
      ),
    ).toEqual({
      MailingStreet: '4218 Oak Street',
      MailingCity: 'Springfield',
      MailingState: 'IL',
      MailingPostalCode: '62704',
    });
  });

  test('keeps the flat with the street', () => {
    const values = valuesOf(
      'update_contact',
      'Change my address to 9756 Primrose Street, Apt 4B, Newark, MI 85971. Thanks!',
    );
    expect(values).toMatchObject({ MailingStreet: '9756 Primrose Street, Apt 4B', MailingCity: 'Newark' });
  });

  test('is read without commas and capitals', () => {
    expect(
      valuesOf('update_contact', 'i want to change my address', '101 south valley drive camillus ny 13025'),
    ).toEqual({
      MailingStreet: '101 South Valley Drive',
      MailingCity: 'Camillus',
      MailingState: 'NY',
      MailingPostalCode: '13025',
    });
  });

  test('is completed by what is asked for afterwards', () => {
    const values = valuesOf(
      'update_contact',
      'We have a new address.',
      'A: What is the street address?',
      "It's 1420 Northwest Marshall Street.",
      'A: And the city and zip code?',
      'Still Portland, Oregon. Nine seven two oh nine.',
    );
    expect(values).toEqual({
      MailingStreet: '1420 Northwest Marshall Street',
      MailingCity: 'Portland',
      MailingState: 'OR',
      MailingPostalCode: '97209',
    });
  });

  test('has its postal code corrected by itself', () => {
    const lines = [
      'i need to change my address',
      '947 thomas street richmond va 45698',
      'sorry the zip code is wrong, correct zip is 45598',
    ];
    const code = suggestionOf('update_contact', ...lines)?.values.find(({ field }) => field === 'MailingPostalCode');
    expect(code).toMatchObject({ value: '45598', reasons: expect.arrayContaining(['corrected from 45698']) });
  });

  test('of an order is not the address of the contact', () => {
    expect(suggestionOf('update_contact', 'I want to change the shipping address of order 4870952797.')).toBeNull();
  });
});
