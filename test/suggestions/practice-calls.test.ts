import { describe, expect, test } from 'vitest';
import { readReplayFile } from '../../electron/feeds/replay/read-replay-file.ts';
import { practiceCalls } from '../../electron/practice/calls/practice-calls.ts';
import { suggest } from '../../electron/suggestions/suggest.ts';
import type { Utterance } from '../../shared/model/utterance.ts';

/** What the rules would write at the end of a practice call, as field values by action. */
function suggestedAtTheEnd(key: string): Record<string, Record<string, unknown>> {
  const found = practiceCalls.find((each) => each.key === key);
  const call = readReplayFile(`${key}.vcon.json`, JSON.stringify(found?.vcon)).calls[0];
  const utterances: Utterance[] = (call?.steps ?? []).flatMap(({ event }) => {
    if (event.type !== 'utterance.final') return [];
    const { key: id, seq, party, text, startMs, endMs } = event.utterance;
    return [{ id, call: 'c', seq, party, text, state: 'final' as const, startMs, endMs, receivedAt: 0, masked: [] }];
  });
  const suggestions = suggest({
    utterances,
    channel: call?.channel ?? 'phone',
    startedAt: Date.parse('2026-11-20T17:00:00Z'),
    timeZone: 'America/Los_Angeles',
    locale: 'en-US',
    country: 'US',
    caller: { name: null },
  });
  return Object.fromEntries(
    suggestions.map(({ action, values }) => [
      action,
      Object.fromEntries(values.map(({ field, value }) => [field, value])),
    ]),
  );
}

/** These people are what a newcomer sees first: the rules must get each of them right. */
describe('the rules on the practice calls', () => {
  test('read an address spoken in words and confirmed by its spelling, and quote the refund', () => {
    const told = suggestedAtTheEnd('dana-reyes');
    expect(told.update_contact).toMatchObject({ Email: 'dana@reyesinteriors.com' });
    expect(String(told.create_case?.Description)).toMatch(/cracked|money back/);
  });

  test('take the last of several corrections of a mobile number, and leave the office number alone', () => {
    const told = suggestedAtTheEnd('priya-natarajan');
    expect(told.update_contact).toEqual({ MobilePhone: '+1 917 555 0166' });
    expect(told.create_case).toBeUndefined();
  });

  test('take a number from abroad that is to be put down from now on', () => {
    const told = suggestedAtTheEnd('lee-okafor');
    expect(told.update_contact).toEqual({ Phone: '+44 20 7946 0024' });
    expect(String(told.create_case?.Subject)).toMatch(/late fee|complaint/i);
  });

  test('quote what is wrong rather than "please open a case for that"', () => {
    expect(String(suggestedAtTheEnd('marcus-bell').create_case?.Subject)).toMatch(/wrong delivery|rye|spelt/i);
    const helen = suggestedAtTheEnd('helen-brandt');
    expect(String(helen.create_case?.Subject)).toMatch(/missing|micrometers/i);
    expect(helen.update_contact).toEqual({ Phone: '+49 30 23125260' });
  });

  test('hear "no E after the H" and the spelling, and not what the agent made of it', () => {
    expect(suggestedAtTheEnd('olivia-hart').update_contact).toEqual({
      Email: 'olivia.hart@harthollowayevents.example',
    });
  });

  test('spell a name out letter by letter, and take a number that the caller confirms', () => {
    expect(suggestedAtTheEnd('sofia-marchetti').update_contact).toEqual({ Email: 'sofia@mmarchetti.example' });
    expect(suggestedAtTheEnd('yuki-tanabe').update_contact).toEqual({ MobilePhone: '+1 808 555 0147' });
  });

  test('quote the technician visit and what is broken', () => {
    expect(String(suggestedAtTheEnd('noah-whitfield').create_case?.Description)).toMatch(/access points/i);
  });

  test('propose nothing where nothing needs writing', () => {
    expect(suggestedAtTheEnd('aisha-rahman')).toEqual({});
  });
});
