import { describe, expect, it } from 'vitest';
import { readReplayFile } from '../../../electron/feeds/replay/read-replay-file.ts';

const parties = [
  { tel: 'tel:+1 415 555 0134', name: 'Dana Reyes', role: 'customer' },
  { name: 'Lumen Care', role: 'agent', uuid: 'agent-1' },
];
const message = (originator: number, body: string, start: string) => ({
  type: 'text',
  start,
  parties: [originator, 1 - originator],
  originator,
  body,
  encoding: 'none',
});
const dialog = [
  message(1, 'How can I help?', '2026-11-17T18:00:00Z'),
  message(0, 'A refund, please.', '2026-11-17T18:00:03.500Z'),
];
const vcon = {
  vcon: '0.0.2',
  uuid: '01a1eaac-6cb8-80de-b8fa-e04cf31b5235',
  created_at: '2026-11-17T18:01:00Z',
  parties,
  dialog,
  analysis: [],
  attachments: [],
};
const recording = {
  type: 'recording',
  start: '2024-03-16T16:09:20.701',
  duration: 60,
  parties: [1, 0],
  url: 'https://example.com/a.mp3',
  mimetype: 'audio/mp3',
  meta: { direction: 'in' },
};

const read = (value: object) => {
  const { calls, problems } = readReplayFile('call.vcon.json', JSON.stringify(value));
  const call = calls[0];
  const said = (call?.steps ?? []).flatMap(({ event }) => (event.type === 'utterance.final' ? [event.utterance] : []));
  const asked = (call?.steps ?? []).flatMap(({ event }) => (event.type === 'tool.requested' ? [event.toolCall] : []));
  return {
    call,
    said,
    asked,
    words: said.map((each) => `${each.party}: ${each.text}`),
    problems: problems.map((each) => each.message),
  };
};
const transcribed = (body: unknown, vendor = 'some vendor') =>
  read({ ...vcon, dialog: [recording], analysis: [{ type: 'transcript', dialog: 0, vendor, body }] });

describe('a vCon', () => {
  it('gives its messages with their senders and times', () => {
    const { call, said, words, problems } = read(vcon);
    expect(problems).toEqual([]);
    expect(words).toEqual(['agent: How can I help?', 'caller: A refund, please.']);
    expect(said.map((each) => each.startMs)).toEqual([0, 3_500]);
    expect(call).toMatchObject({
      key: vcon.uuid,
      channel: 'chat',
      title: 'Dana Reyes',
      agent: { id: 'agent-1' },
      startedAt: Date.UTC(2026, 10, 17, 18),
    });
    expect(call?.parties[0]).toEqual({ role: 'caller', name: 'Dana Reyes', phone: '+14155550134', email: null });
  });

  it.each(['0.0.1', '0.0.2', '0.3.0', undefined])('is read whatever its version is (%s)', (version) => {
    expect(read({ ...vcon, vcon: version }).words).toHaveLength(2);
  });

  it('is read inside a signed one, which says that nobody checked the signature', () => {
    const payload = Buffer.from(JSON.stringify(vcon)).toString('base64url');
    const { words, problems } = read({
      payload,
      signatures: [{ header: { alg: 'RS256' }, protected: '', signature: '' }],
    });
    expect(words).toHaveLength(2);
    expect(problems).toEqual(['This vCon is signed. Its signature was not checked.']);
  });

  it('is refused when encrypted', () => {
    expect(read({ protected: 'x', ciphertext: 'y', recipients: [] }).problems).toEqual([
      'This vCon is encrypted. Decrypt it first.',
    ]);
  });

  it('tells the parts by the role in meta, by a missing role, and the address by either name', () => {
    const odd = [
      { tel: '+15550100', meta: { role: 'agent' } },
      { email: 'olivia@example.com', meta: { role: 'Customer' } },
    ];
    expect(read({ ...vcon, parties: odd }).call?.parties).toEqual([
      { role: 'agent', name: null, phone: '+15550100', email: null },
      { role: 'caller', name: null, phone: null, email: 'olivia@example.com' },
    ]);
    const bare = [{ mailto: 'mailto:a@example.com' }, { mailto: 'b@example.com' }];
    expect(read({ ...vcon, parties: bare }).call?.parties.map((each) => [each.role, each.email])).toEqual([
      ['caller', 'a@example.com'],
      ['agent', 'b@example.com'],
    ]);
  });

  it('decodes a body in base64url', () => {
    const body = Buffer.from('Übermorgen, please').toString('base64url');
    expect(read({ ...vcon, dialog: [{ ...dialog[1], body, encoding: 'base64url' }] }).words).toEqual([
      'caller: Übermorgen, please',
    ]);
  });

  it('loses only the parts that are odd', () => {
    const { words, problems } = read({
      ...vcon,
      dialog: [null, 7, 'x', { type: 'text', url: 'https://example.com' }, ...dialog],
      parties: [...parties, 4],
    });
    expect(words).toHaveLength(2);
    expect(problems).toEqual(['Message 4 was left out: its words are not in the file.']);
  });

  it('without any words is told', () => {
    expect(read({ ...vcon, dialog: [recording] }).problems).toEqual([
      '“Dana Reyes” holds no words, neither messages nor a transcript.',
    ]);
  });
});

describe('a vCon with a recording', () => {
  it.each([
    [
      'a list of turns',
      [
        { speaker: 'Agent', message: 'Hello.' },
        { speaker: 'Customer', message: 'Hi.' },
      ],
    ],
    [
      'a list in a string',
      JSON.stringify([
        { speaker: 'Agent', message: 'Hello.' },
        { speaker: 'Customer', message: 'Hi.' },
      ]),
    ],
    [
      'roles of chat models',
      [
        { role: 'assistant', content: 'Hello.' },
        { role: 'user', content: 'Hi.' },
      ],
    ],
    [
      'names of the parties',
      {
        turns: [
          { speaker: 'Lumen Care', text: 'Hello.' },
          { speaker: 'Dana Reyes', text: 'Hi.' },
        ],
      },
    ],
    [
      'numbered speakers',
      {
        utterances: [
          { speaker: 0, transcript: 'Hello.' },
          { speaker: 1, transcript: 'Hi.' },
        ],
      },
    ],
    [
      'paragraphs',
      {
        paragraphs: {
          paragraphs: [
            { speaker: 0, sentences: [{ text: 'Hello.' }] },
            { speaker: 1, sentences: [{ text: 'Hi.' }] },
          ],
        },
      },
    ],
    [
      'lettered speakers',
      {
        utterances: [
          { speaker: 'A', text: 'Hello.' },
          { speaker: 'B', text: 'Hi.' },
        ],
      },
    ],
    [
      'participants',
      {
        Transcript: [
          { ParticipantRole: 'AGENT', Content: 'Hello.' },
          { ParticipantRole: 'CUSTOMER', Content: 'Hi.' },
        ],
      },
    ],
    ['plain text', 'Agent: Hello.\nCustomer: Hi.'],
  ])('takes the transcript in the form of %s', (_form, body) => {
    const { words, call, problems } = transcribed(body);
    expect(problems).toEqual([]);
    expect(words).toEqual(['agent: Hello.', 'caller: Hi.']);
    expect(call).toMatchObject({
      channel: 'phone',
      direction: 'inbound',
      startedAt: Date.UTC(2024, 2, 16, 16, 9, 20, 701),
    });
  });

  it('takes seconds and milliseconds for what they are', () => {
    const seconds = transcribed([
      { speaker: 'agent', text: 'Hello.', start: 1.5, end: 2 },
      { speaker: 'caller', text: 'Hi.', start: 3, end: 3.4 },
    ]);
    const milliseconds = transcribed([
      { speaker: 'agent', text: 'Hello.', start: 1500, end: 2000 },
      { speaker: 'caller', text: 'Hi.', start: 3000, end: 3400 },
    ]);
    for (const { said } of [seconds, milliseconds]) {
      expect(said.map((each) => [each.startMs, each.endMs])).toEqual([
        [1_500, 2_000],
        [3_000, 3_400],
      ]);
    }
  });

  it('takes one transcript of several for the same recording', () => {
    const analysis = [
      { type: 'transcript', dialog: 0, body: 'Agent: One.' },
      { type: 'transcript', dialog: 0, body: 'Agent: Two.' },
    ];
    expect(read({ ...vcon, dialog: [recording], analysis }).words).toEqual(['agent: One.']);
  });

  it('says when a transcript is of no known form', () => {
    expect(transcribed({ blob: 1 }).problems[0]).toBe(
      'A transcript was left out: it is empty, or of a form that is not known.',
    );
  });
});

describe('the tool calls of a vCon', () => {
  const attached = (body: unknown, rest: object = {}) => ({
    purpose: 'tool_call',
    mediatype: 'application/json',
    encoding: 'json',
    body,
    ...rest,
  });
  const refund = { id: 't-1', action: 'create_case', inputs: { subject: 'Refund' } };

  it('come after the dialog that they name, or at their time', () => {
    const { call, asked } = read({
      ...vcon,
      attachments: [
        attached(JSON.stringify(refund), { dialog: 0 }),
        attached({ ...refund, id: 't-2' }, { type: 'tool_call', start: '2026-11-17T18:00:09Z' }),
      ],
    });
    expect(asked).toEqual([
      { ...refund, utterance: 'u0' },
      { ...refund, id: 't-2', utterance: 'u1' },
    ]);
    expect(
      call?.steps.map((step) => [step.atMs, step.event.type]).filter(([, type]) => type === 'tool.requested'),
    ).toEqual([
      [1, 'tool.requested'],
      [9_000, 'tool.requested'],
    ]);
  });

  it('are left out, and said to be, where they cannot be read', () => {
    const { asked, problems } = read({
      ...vcon,
      attachments: [attached('{'), attached({ ...refund, inputs: [1] }), attached(refund), null],
    });
    expect(asked).toHaveLength(1);
    expect(problems).toHaveLength(2);
  });
});
