import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readReplayFile } from '../../../electron/feeds/replay/read-replay-file.ts';
import { practiceCalls } from '../../../electron/practice/calls/practice-calls.ts';
import { seedPeople } from '../../../electron/practice/org/seed-people.ts';
import { callEvent } from '../../../shared/model/call-event.ts';

/** What draft-ietf-vcon-vcon-container asks of a vCon with text dialogs; strict, so that a slip of a name shows. */
const time = z.iso.datetime({ precision: 3 });
const shape = z.strictObject({
  vcon: z.literal('0.0.2'),
  uuid: z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
  created_at: time,
  subject: z.string().min(1),
  parties: z
    .array(
      z.strictObject({
        tel: z
          .string()
          .regex(/^\+\d{8,15}$/)
          .optional(),
        mailto: z.email().optional(),
        name: z.string().optional(),
        role: z.enum(['customer', 'agent']),
      }),
    )
    .length(2),
  dialog: z.array(
    z.strictObject({
      type: z.literal('text'),
      start: time,
      duration: z.number().positive().optional(),
      parties: z.array(z.number().int().min(0).max(1)).length(2),
      originator: z.number().int().min(0).max(1),
      mediatype: z.literal('text/plain'),
      application: z.string(),
      encoding: z.literal('none'),
      body: z.string().min(1),
    }),
  ),
  analysis: z.array(z.never()),
  attachments: z.array(
    z.strictObject({
      purpose: z.enum(['call_context', 'tool_call']),
      start: time,
      party: z.literal(1),
      dialog: z.number().int().min(0).optional(),
      mediatype: z.literal('application/json'),
      encoding: z.literal('json'),
      body: z.string(),
    }),
  ),
});

const inputNames = {
  update_contact:
    'email phone mobile_phone mailing_street mailing_city mailing_state mailing_postal_code mailing_country'.split(' '),
  create_case: ['subject', 'description', 'priority'],
  log_call_outcome: ['disposition', 'summary', 'recording_url'],
};
const actionKey = z.enum(['update_contact', 'create_case', 'log_call_outcome']);

const read = practiceCalls.map((practice) => {
  const file = readReplayFile(`${practice.key}.vcon.json`, JSON.stringify(practice.vcon));
  return { practice, file, call: file.calls[0] };
});
const requests = read.flatMap(({ practice, call }) =>
  (call?.steps ?? []).flatMap(({ event }) =>
    event.type === 'tool.requested' ? [{ key: practice.key, ...event.toolCall }] : [],
  ),
);
const allWords = JSON.stringify(practiceCalls.map((each) => each.vcon));

describe.each(read)('the practice call $practice.key', ({ practice, file, call }) => {
  it('is a vCon of version 0.0.2', () => {
    expect(shape.safeParse(practice.vcon).error?.issues ?? []).toEqual([]);
  });

  it('reads without a problem, with a caller and an agent', () => {
    expect(file.problems).toEqual([]);
    expect(call?.title).toBe(practice.title);
    expect(call?.parties.map((party) => party.role)).toEqual(['caller', 'agent']);
    expect(call?.agent?.name).toBeTruthy();
    expect(call?.platform).not.toBe('replay');
  });

  it('takes between twelve and thirty turns, in believable time', () => {
    const turns = (call?.steps ?? []).flatMap(({ event }) =>
      event.type === 'utterance.final' ? [event.utterance] : [],
    );
    expect(turns.length).toBeGreaterThanOrEqual(12);
    expect(turns.length).toBeLessThanOrEqual(30);
    for (const [index, turn] of turns.entries()) {
      const before = turns[index - 1];
      expect(turn.startMs ?? -1).toBeGreaterThanOrEqual(before?.endMs ?? 0);
      expect((turn.startMs ?? 0) - (before?.endMs ?? 0)).toBeLessThan(20_000);
      if (call?.channel === 'phone')
        expect(turn.text.length / (((turn.endMs ?? 0) - (turn.startMs ?? 0)) / 1000)).toBeLessThan(20);
    }
  });

  it('yields events of the model, from its start to its end', () => {
    const unfit = (call?.steps ?? []).filter((step) => !callEvent.safeParse(step.event).success);
    expect(unfit).toEqual([]);
    expect(call?.steps[0]?.event.type).toBe('call.started');
    expect(call?.steps.at(-1)?.event.type).toBe('call.ended');
  });
});

describe('the practice calls', () => {
  it('begin with Dana Reyes, and each has a key of its own', () => {
    expect(practiceCalls[0]?.key).toBe('dana-reyes');
    expect(practiceCalls.length).toBeGreaterThanOrEqual(14);
    expect(new Set(practiceCalls.map((each) => each.key)).size).toBe(practiceCalls.length);
    expect(new Set(read.map(({ call }) => call?.key)).size).toBe(practiceCalls.length);
  });

  it('hold at least four with tool calls, whose inputs the actions know', () => {
    expect(new Set(requests.map((each) => each.key)).size).toBeGreaterThanOrEqual(4);
    for (const { action, inputs } of requests) {
      const known = inputNames[actionKey.parse(action)];
      expect(Object.keys(inputs).filter((name) => !known.includes(name))).toEqual([]);
      expect(Object.values(inputs).every((value) => typeof value === 'string' && value !== '')).toBe(true);
    }
  });

  it('show every channel, both directions and several platforms', () => {
    expect(new Set(read.map(({ call }) => call?.channel))).toEqual(new Set(['phone', 'chat']));
    expect(new Set(read.map(({ call }) => call?.direction))).toEqual(new Set(['inbound', 'outbound']));
    const platforms = ['elevenlabs', 'retell', 'thoughtly', 'twilio', 'vapi', 'voiceflow'];
    expect([...new Set(read.map(({ call }) => call?.platform))].sort()).toEqual(platforms);
  });

  it('can be listened to, all but the chats', () => {
    const kessler = practiceCalls.find(({ key }) => key === 'nora-kessler');
    expect(kessler?.recording().length).toBeGreaterThan(8_000 * 60);
    const silent = read.filter(({ practice }) => practice.recording().length === 44);
    expect(silent.every(({ call }) => call?.channel === 'chat')).toBe(true);
  });

  it('call from numbers of the seeded people, but for the strangers', () => {
    const known = new Set(
      seedPeople.flatMap((person) =>
        [person.phone, person.mobile ?? ''].map((phone) => phone.replaceAll(/[^+\d]/g, '')),
      ),
    );
    const strangers = read.filter(({ call }) => {
      const phone = call?.parties[0]?.phone;
      return call?.channel === 'phone' && !known.has(phone ?? '');
    });
    expect(strangers.map(({ practice }) => practice.key)).toEqual(['maria-alvarez', 'victor-osei']);
  });

  it('use reserved numbers and domains only', () => {
    const numbers = allWords.match(/\+\d{8,}/g) ?? [];
    const reserved = /^\+(1\d{3}55501\d\d|4420794 ?60\d{3}|493023125\d{3})$/;
    expect(numbers.filter((number) => !reserved.test(number))).toEqual([]);
    const domains = (allWords.match(/@[\w.-]+\.\w+/g) ?? []).map((each) => each.slice(1));
    expect(
      domains.filter((domain) => !/(\.example|^example\.(com|net|org)|^reyesinteriors\.com)$/.test(domain)),
    ).toEqual([]);
  });
});
