import { describe, expect, test } from 'vitest';
import { suggest } from '../../electron/suggestions/suggest.ts';
import { said, suggestionOf, valuesOf } from './said.ts';

const dana = [
  'Hi, this is Dana Reyes. Can you make sure my email is updated and log my refund request?',
  'A: Of course. What is the new address?',
  "It's dana at reyes interiors dot com.",
];

describe('what was said becomes what should be written', () => {
  test('two requests in one breath are two suggestions', () => {
    expect(suggest(said(...dana)).map(({ action, matter }) => [action, matter])).toEqual([
      ['update_contact', 'contact-details'],
      ['create_case', 'case'],
    ]);
    expect(valuesOf('update_contact', ...dana)).toEqual({ Email: 'dana@reyesinteriors.com' });
  });

  test('subject and description quote the caller', () => {
    const values = suggestionOf('create_case', ...dana)?.values ?? [];
    for (const field of ['Subject', 'Description']) {
      const value = values.find((each) => each.field === field);
      expect(dana[0]).toContain(value?.value);
      expect(value?.evidence.quote).toBe(value?.value);
    }
  });

  test('a case is suggested with the utterance that supports it', () => {
    const lines = ['Hello', 'A: How can I help?', 'I lost my debit card yesterday', 'A: Oh no.'];
    expect(suggest(said(...lines.slice(0, 2)))).toEqual([]);
    expect(suggestionOf('create_case', ...lines.slice(0, 3))).toMatchObject({
      pinnedTo: 'u2',
      reasons: ['the caller lost a card'],
    });
  });

  test('the matter stays the same while the call goes on', () => {
    const lines = [
      'my screen is cracked',
      'A: What is your name?',
      'Jo Lee',
      'A: And your number?',
      '415 555 0134',
      'and the app is not working',
    ];
    for (let count = 1; count <= lines.length; count += 1) {
      expect(suggest(said(...lines.slice(0, count))).map(({ matter }) => matter)).toEqual(['case']);
    }
  });

  test('a relative date is resolved against the day of the call and keeps its words', () => {
    const date = suggestionOf('create_case', 'My credit card was stolen yesterday.')?.values.find(
      ({ field }) => field === 'IncidentDate__c',
    );
    expect(date).toMatchObject({ value: '2026-03-10', resolvedFrom: 'yesterday' });
  });

  test('the day is that of the org, not of UTC', () => {
    const late = { ...said('My credit card was stolen today.'), startedAt: Date.UTC(2026, 2, 12, 2) };
    const date = suggest(late)[0]?.values.find(({ field }) => field === 'IncidentDate__c');
    expect(date?.value).toBe('2026-03-11');
  });

  test('a buyer becomes a lead, with the name in two fields', () => {
    expect(
      valuesOf(
        'create_lead',
        'Hi, my name is jo lee, I am interested in your premium plan.',
        'my city is austin and zip code is 78701',
      ),
    ).toMatchObject({
      FirstName: 'Jo',
      LastName: 'Lee',
      Plan__c: 'premium plan',
      City: 'austin',
      PostalCode: '78701',
    });
  });

  test('asking after a claim comments on the open case', () => {
    expect(valuesOf('add_comment', 'What is the status of my claim? The claim number is CLM 4471.')).toMatchObject({
      CommentBody: 'What is the status of my claim? The claim number is CLM 4471.',
      ClaimNumber__c: 'CLM 4471',
    });
  });

  test('a case is closed or made urgent at the caller’s word', () => {
    expect(valuesOf('update_case', 'You can close my case, number 00001042.')).toEqual({
      Status: 'Closed',
      CaseNumber: '00001042',
    });
  });

  test('a caller who is no customer yet becomes a contact, unless matched to one', () => {
    const lines = ["Hi. My name's Victor Osei. I don't think I'm a customer of yours."];
    expect(valuesOf('create_contact', ...lines)).toEqual({ FirstName: 'Victor', LastName: 'Osei' });
    expect(suggest({ ...said(...lines), caller: { name: 'Victor Osei' } })).toEqual([]);
  });
});

describe('nothing is suggested', () => {
  test.each([
    ['What are your opening hours?', 'A: Nine to five.', 'Thanks, bye.'],
    ['I would like to check my account balance.', 'A: Which account?', 'My savings account.'],
    ['What is your return policy on jeans?'],
    ['My phone number is 415 555 0134 and my zip is 94107.'],
    ['No problem, you fixed everything, thank you.'],
    ["Let's file a report, but never mind."],
    ['A: Would you like to report a stolen card?', 'No, I just want my balance.'],
    ['A: Our system is not working today.', 'Oh, I see.'],
  ])('%s', (...lines) => {
    expect(suggest(said(...lines))).toEqual([]);
  });
});
