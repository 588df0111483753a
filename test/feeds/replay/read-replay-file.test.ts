import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  maxReplayFileBytes,
  readReplayFile,
  replayFileTooLarge,
} from '../../../electron/feeds/replay/read-replay-file.ts';
import type { ReplayCall } from '../../../electron/feeds/replay/replay-call.ts';
import { callEvent } from '../../../shared/model/call-event.ts';

const hello = [
  { speaker: 'agent', text: 'How can I help?' },
  { speaker: 'caller', text: 'My phone number changed.' },
];
const line = (call: object) => JSON.stringify({ id: 'c-1', channel: 'voice', utterances: hello, ...call });
const messages = (calls: string, name = 'calls.jsonl') =>
  readReplayFile(name, calls).problems.map((each) => each.message);
const finals = (call: ReplayCall | undefined) =>
  (call?.steps ?? []).flatMap(({ event }) =>
    event.type === 'utterance.final' ? [`${event.utterance.party}: ${event.utterance.text}`] : [],
  );
const first = (text: string, name = 'calls.jsonl') => readReplayFile(name, text).calls[0];

describe('readReplayFile', () => {
  it('reads several calls of one JSON lines file', () => {
    const { calls, problems } = readReplayFile('two.jsonl', `${line({ id: 'a' })}\n\n${line({ id: 'b' })}\n`);
    expect(problems).toEqual([]);
    expect(calls.map((call) => call.key)).toEqual(['a', 'b']);
    expect(finals(calls[0])).toEqual(['agent: How can I help?', 'caller: My phone number changed.']);
  });

  it('knows JSON lines without their file name', () => {
    expect(readReplayFile('upload', `${line({ id: 'a' })}\n${line({ id: 'b' })}`).calls).toHaveLength(2);
  });

  it('tells the line that is garbage and keeps the others', () => {
    const { calls, problems } = readReplayFile(
      'x.jsonl',
      `${line({ id: 'a' })}\n%%% not json\n{"id":\n${line({ id: 'b' })}`,
    );
    expect(calls.map((call) => call.key)).toEqual(['a', 'b']);
    expect(problems).toEqual([
      { line: 2, message: 'This is not JSON.' },
      { line: 3, message: 'This is cut off: the JSON ends before it is complete.' },
    ]);
  });

  it('tells a control character that stands raw in the JSON by its line', () => {
    expect(readReplayFile('x.json', '{\n"utterances": "a\u0001b"}').problems).toEqual([
      { line: 2, message: 'This is not valid JSON: a text in it holds a control character.' },
    ]);
  });

  it('says that a web page, an empty file and a truncated vCon are what they are', () => {
    expect(messages('<!doctype html><html></html>', 'page.json')).toEqual(['This is a web page or XML, not JSON.']);
    expect(messages(' \n', 'nothing.json')).toEqual(['This file is empty.']);
    expect(messages('{"vcon":"0.0.2","parties":[{"tel":"+1415', 'call.vcon.json')).toEqual([
      'This is cut off: the JSON ends before it is complete.',
    ]);
    expect(messages('[1,{"a":2}]', 'x.json')[0]).toContain('neither a vCon nor a call');
    expect(messages('[]', 'x.json')).toEqual(['There is no call in this file.']);
  });

  it('refuses a file above the limit, counted in bytes', () => {
    const text = 'é'.repeat(maxReplayFileBytes / 2 + 1);
    expect(readReplayFile('big.jsonl', text)).toEqual({
      calls: [],
      problems: [{ line: null, message: replayFileTooLarge }],
    });
  });

  it('keeps markup in an utterance as the text it is, and blanks control characters', () => {
    const said = '<img src=x onerror=alert(1)>\u202Egnp.exe';
    expect(finals(first(line({ utterances: [{ speaker: 'caller', text: said }] })))).toEqual([`caller: ${said}`]);
    const { calls, problems } = readReplayFile(
      'x.jsonl',
      line({ utterances: [{ speaker: 'caller', text: 'a\u0000b\ud800c' }] }),
    );
    expect(finals(calls[0])).toEqual(['caller: a b\ufffdc']);
    expect(problems[0]?.message).toContain('control characters');
  });

  it('cuts an utterance of a million characters and says so', () => {
    const { calls, problems } = readReplayFile(
      'x.jsonl',
      line({ utterances: [{ speaker: 'caller', text: 'word '.repeat(200_000) }] }),
    );
    expect(finals(calls[0])[0]?.length).toBeLessThan(20_100);
    expect(problems[0]?.message).toContain('more than 20,000 characters');
  });

  it('survives prototype keys, deep nesting and a hundred thousand turns', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const hostile = `{"id":"h","__proto__":{"polluted":1},"variables":{"__proto__":"x","constructor":"y","ok":1},"utterances":[{"speaker":"caller","text":"hi"}],"toolCalls":[{"id":"t","action":"a","inputs":{"x":${deep}}},{"id":"u","action":"a","inputs":{"__proto__":{"p":1},"email":"a@b.example"}}],"junk":${deep}}`;
    const { calls, problems } = readReplayFile('h.jsonl', hostile);
    expect(problems.map((each) => each.message)).toEqual([
      'A tool call was left out: it has no id, no action, or inputs that cannot be read.',
    ]);
    expect(calls[0]?.variables).toEqual({ ok: '1' });
    const asked = calls[0]?.steps.flatMap(({ event }) =>
      event.type === 'tool.requested' ? [event.toolCall.inputs] : [],
    );
    expect(asked).toEqual([{ email: 'a@b.example' }]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    const turns = Array.from({ length: 100_000 }, (_, index) => ({
      speaker: index % 2 ? 'agent' : 'caller',
      text: `turn ${index}`,
    }));
    const startedAt = performance.now();
    expect(first(line({ utterances: turns }))?.steps).toHaveLength(100_002);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it('places a tool call after its utterance, and leaves the expected ones of a data set alone', () => {
    const call = first(
      line({
        expected: { toolCalls: [{ id: 'gold', action: 'x', inputs: {} }] },
        toolCalls: [{ id: 't1', action: 'create_case', inputs: { subject: 'Refund' }, afterUtterance: 0 }],
        utterances: [
          hello[0],
          { ...hello[1], toolCalls: [{ id: 't2', action: 'update_contact', inputs: { phone: '1' } }] },
        ],
      }),
    );
    const order = call?.steps.flatMap(({ event }) => {
      if (event.type === 'tool.requested') return [`${event.toolCall.id} after ${event.toolCall.utterance}`];
      return event.type === 'utterance.final' ? [event.utterance.key] : [];
    });
    expect(order).toEqual(['u0', 't1 after u0', 'u1', 't2 after u1']);
  });

  it('says how many calls it left unread', () => {
    expect(messages('{}\n'.repeat(20_001))[0]).toBe('Only the first 20000 of 20001 calls were read.');
  });

  it('gives calls of one id keys of their own', () => {
    expect(readReplayFile('x.jsonl', `${line({})}\n${line({})}`).calls.map((call) => call.key)).toEqual([
      'c-1',
      'c-1-2',
    ]);
  });

  it('gives a call without an id the same key each time', () => {
    const text = line({ id: undefined });
    expect(first(text)?.key).toMatch(/^[0-9a-f]{24}$/);
    expect(first(text)?.key).toBe(first(text)?.key);
  });

  const collected = join(import.meta.dirname, '../../../../shared/calls');
  it.skipIf(!existsSync(collected))('reads every public call, and every event fits the model', () => {
    for (const [name, count] of [
      ['demo', 27],
      ['vcon', 42],
      ['dev', 1521],
    ] as const) {
      const { calls, problems } = readReplayFile(`${name}.jsonl`, readFileSync(`${collected}/${name}.jsonl`, 'utf8'));
      expect(problems).toEqual([]);
      expect(calls).toHaveLength(count);
      const unfit = calls.flatMap((call) => call.steps.filter((step) => !callEvent.safeParse(step.event).success));
      expect(unfit).toEqual([]);
    }
  });
});
