import { describe, expect, test } from 'vitest';
import { type ApiAnswer, type ApiRequest, startApi } from '../platforms/api-server.ts';
import { approveOutbound, type OutboundDesk, outboundDesk, statusOf } from '../support/outbound-desk.ts';
import { sampleFeed } from '../support/sample-feed.ts';

type Person = { id: string; phone_number: string };

/** A Thoughtly that keeps contacts; `lose` says what becomes of the answer to the next making. */
async function thoughtly() {
  const people: Person[] = [];
  const lose: ApiAnswer[] = [];
  const trouble: ApiAnswer[] = [];
  const api = await startApi((request) => {
    if (request.method === 'GET') return trouble.shift() ?? { body: { data: { contacts: people }, error: null } };
    if (request.path === '/contact/call') return { body: { data: { call_id: 'call-1' }, error: null } };
    const made = { id: `cnt-${people.length + 1}`, phone_number: phoneOf(request) };
    people.push(made);
    return lose.shift() ?? { body: { data: made, error: null } };
  });
  const made = () => api.requests.filter(({ path }) => path === '/contact/create').map(phoneOf);
  const options = { teamId: 'team-1', callInterviewId: 'interview-1' };
  const feed = {
    ...sampleFeed('thoughtly', { name: 'Thoughtly', options, apiBase: api.base }),
    secrets: { apiToken: 'key' },
  };
  const desk = await outboundDesk({ feed, at: '2026-11-23T20:00:00Z' });
  return { api, people, lose, trouble, made, feed, desk };
}

function phoneOf({ body }: ApiRequest): string {
  const phone = typeof body === 'object' && body !== null && 'phone_number' in body ? body.phone_number : '';
  return String(phone);
}

const noor = { Via: 'thoughtly', Phone: '+14155550190', Name: 'Noor Haddad', Tags: 'salesforce' };
const ofRecord = (id: string, object = 'Contact') => ({ record: { object, id, name: 'Noor Haddad', detail: null } });
const contact = ofRecord('003000000000001AAA');
const lead = ofRecord('00Q000000000001AAA', 'Lead');

async function resultOf(desk: OutboundDesk, id: string): Promise<string> {
  const status = await statusOf(desk, id);
  if (status.state !== 'written')
    return 'problem' in status ? `${status.state}: ${status.problem?.message}` : status.state;
  return `${status.result.record.id}: ${status.result.fields.status ?? 'made'}`;
}

describe('a contact at Thoughtly', () => {
  test('is made once for a record, whoever asks for it again, also after a restart', async () => {
    const { desk, made, feed } = await thoughtly();
    await approveOutbound(desk, 'contact', 'k1', noor, contact);
    await approveOutbound(desk, 'contact', 'k2', noor, contact);
    expect(await resultOf(desk, 'k1')).toBe('cnt-1: made');
    expect(await resultOf(desk, 'k2')).toBe('cnt-1: there already');
    await desk.executor.stop();
    const next = await outboundDesk({ feed, at: '2026-11-23T21:00:00Z', store: desk.store });
    await approveOutbound(next, 'contact', 'k3', { ...noor, Name: 'Noor H.' }, contact);
    expect(await resultOf(next, 'k3')).toBe(
      'cnt-1: there already; what is new was not passed on, as the platform’s API changes no contact',
    );
    expect(made()).toEqual(['+14155550190']);
  });

  test('is made once for a lead and the contact it becomes, also when both are asked for at once', async () => {
    const { desk, made } = await thoughtly();
    await Promise.all([
      approveOutbound(desk, 'contact', 'k1', noor, lead),
      approveOutbound(desk, 'contact', 'k2', noor, contact),
    ]);
    const results = [await resultOf(desk, 'k1'), await resultOf(desk, 'k2')].sort();
    expect(results).toEqual(['cnt-1: made', 'cnt-1: there already, with this number']);
    expect(made()).toEqual(['+14155550190']);
  });

  test('that is there already, whoever made it, is taken for the record’s', async () => {
    const { desk, made, people } = await thoughtly();
    people.push({ id: 'cnt-9', phone_number: '(415) 555-0190' });
    await approveOutbound(desk, 'contact', 'k1', noor, contact);
    expect(await resultOf(desk, 'k1')).toBe('cnt-9: there already, with this number');
    expect(made()).toEqual([]);
  });

  test('whose making was not heard of is looked for; where it is not found, a person says', async () => {
    const { desk, made, people, lose } = await thoughtly();
    lose.push({ lost: 'cut' });
    await approveOutbound(desk, 'contact', 'k1', noor, contact);
    desk.clock.advance(60_000);
    await desk.executor.idle();
    expect(await statusOf(desk, 'k1')).toMatchObject({
      state: 'written',
      result: { record: { id: 'cnt-1' }, settled: true },
    });
    lose.push({ status: 502 });
    await approveOutbound(desk, 'contact', 'k2', { ...noor, Phone: '+14155550191' }, lead);
    people.pop();
    desk.clock.advance(60_000);
    await desk.executor.idle();
    expect(await statusOf(desk, 'k2')).toMatchObject({ state: 'uncertain', needsPerson: true });
    await approveOutbound(desk, 'contact', 'k3', { ...noor, Phone: '+14155550191' }, lead);
    expect(await resultOf(desk, 'k3')).toMatch(/^failed: Another making of this contact is not settled yet\./);
    expect(made()).toEqual(['+14155550190', '+14155550191']);
  });

  test('is not made a second time for another number of the same record, as none can be changed', async () => {
    const { desk, made, people } = await thoughtly();
    await approveOutbound(desk, 'contact', 'k1', noor, contact);
    const moved = { ...noor, Phone: '+14155550191' };
    await approveOutbound(desk, 'contact', 'k2', moved, contact);
    expect(await resultOf(desk, 'k2')).toMatch(/^failed: It keeps this record with \+14155550190/);
    expect(made()).toHaveLength(1);
    const [first] = people;
    if (first) first.phone_number = '+14155550191';
    await approveOutbound(desk, 'contact', 'k3', moved, contact);
    expect(await resultOf(desk, 'k3')).toBe('cnt-1: there already, with this number');
  });

  test('is made once Thoughtly can be asked whether it is there', async () => {
    const { desk, made, trouble } = await thoughtly();
    trouble.push({ status: 500 });
    await approveOutbound(desk, 'contact', 'k1', noor, contact);
    expect(made()).toEqual([]);
    desk.clock.advance(31_000);
    await desk.executor.idle();
    expect(await resultOf(desk, 'k1')).toBe('cnt-1: made');
  });

  test('is who a call goes to, by the number that was approved', async () => {
    const { desk, api, people } = await thoughtly();
    await approveOutbound(desk, 'contact', 'k1', noor, contact);
    const calls = () => api.requests.filter(({ path }) => path === '/contact/call').map(({ body }) => body);
    await approveOutbound(desk, 'call', 'c1', { Via: 'thoughtly', To: '+14155550190', case: '5001' }, contact);
    expect(calls()).toEqual([{ contact_id: 'cnt-1', interview_id: 'interview-1', metadata: { case: '5001' } }]);
    await approveOutbound(desk, 'call', 'c2', { Via: 'thoughtly', To: '+14155550195' }, contact);
    expect(await resultOf(desk, 'c2')).toMatch(
      /^failed: Thoughtly calls its own contacts, and has none with this number/,
    );
    people.push({ id: 'cnt-5', phone_number: '+14155550195' });
    await approveOutbound(desk, 'call', 'c3', { Via: 'thoughtly', To: '+14155550195' }, contact);
    expect(calls()).toHaveLength(2);
    expect(calls()[1]).toMatchObject({ contact_id: 'cnt-5' });
  });
});
