import { createHash } from 'node:crypto';
import { toPlainText } from '../../platforms/plain-text.ts';
import { isLineFile, readJson, splitLines } from './json-lines.ts';
import { readNeutralCall } from './read-neutral-call.ts';
import { readVcon } from './read-vcon.ts';
import type { ReadContext, ReplayCall, ReplayFile, ReplayProblem, ToldCall } from './replay-call.ts';
import { toSteps } from './replay-steps.ts';
import { isEncrypted, readSignedPayload } from './signed-vcon.ts';

/** The largest replay file that is read. */
export const maxReplayFileBytes = 20 * 1024 * 1024;

/** Said of a file above `maxReplayFileBytes`. */
export const replayFileTooLarge = 'This file is larger than 20 MB. Split it, and open the parts.';

const mostProblems = 200;
const mostCalls = 20_000;
const mostToolCalls = 500;

/** Reads a replay file: a vCon, several of them, or JSON lines. What cannot be read is told and loses nothing else. */
export function readReplayFile(name: string, text: string): ReplayFile {
  const problems: ReplayProblem[] = [];
  const refused = (message: string): ReplayFile => ({ calls: [], problems: [{ line: null, message }] });
  if (Buffer.byteLength(text) > maxReplayFileBytes) return refused(replayFileTooLarge);
  const content = text.replace(/^\ufeff/, '');
  if (content.trim() === '') return refused('This file is empty.');
  const calls = isLineFile(name, content) ? readLines(content, problems) : readWhole(content, problems);
  if (calls.length === 0 && problems.length === 0) return refused('There is no call in this file.');
  return { calls: withOwnKeys(calls), problems: shortened(problems) };
}

function readWhole(content: string, problems: ReplayProblem[]): ReplayCall[] {
  const json = readJson(content);
  if (!json.ok) {
    problems.push({ line: json.line, message: json.message });
    return [];
  }
  const values: unknown[] = Array.isArray(json.value) ? json.value : [json.value];
  const key = digest(content);
  tellRest(values.length, problems);
  return values.slice(0, mostCalls).flatMap((value, index) => {
    const tell = (message: string) => problems.push({ line: null, message });
    return readCall(value, { fallbackKey: values.length > 1 ? `${key}-${index + 1}` : key, tell }) ?? [];
  });
}

function readLines(content: string, problems: ReplayProblem[]): ReplayCall[] {
  const lines = splitLines(content);
  tellRest(lines.length, problems);
  return lines.slice(0, mostCalls).flatMap(({ line, text }) => {
    const tell = (message: string) => problems.push({ line, message });
    const json = readJson(text);
    if (json.ok) return readCall(json.value, { fallbackKey: digest(text), tell }) ?? [];
    tell(json.message);
    return [];
  });
}

function tellRest(count: number, problems: ReplayProblem[]): void {
  if (count > mostCalls)
    problems.push({ line: null, message: `Only the first ${mostCalls} of ${count} calls were read.` });
}

function readCall(raw: unknown, context: ReadContext): ReplayCall | null {
  const { tell } = context;
  if (isEncrypted(raw)) {
    tell('This vCon is encrypted. Decrypt it first.');
    return null;
  }
  const signed = readSignedPayload(raw);
  if (signed !== null) tell('This vCon is signed. Its signature was not checked.');
  const told = readTold(signed ?? raw, context);
  if (!told) {
    tell('This is neither a vCon nor a call of the replay form (an object with utterances).');
    return null;
  }
  return toCall(told, tell);
}

function readTold(raw: unknown, context: ReadContext): ToldCall | null {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return null;
  if ('utterances' in raw) return readNeutralCall(raw, context);
  if ('dialog' in raw || 'vcon' in raw || 'analysis' in raw) {
    // Collections keep the vCon beside their own notes: {id, source, vcon: {...}}.
    const inner = 'vcon' in raw && typeof raw.vcon === 'object' ? raw.vcon : raw;
    return readVcon(inner, context);
  }
  return null;
}

function toCall(told: ToldCall, tell: (message: string) => void): ReplayCall | null {
  if (told.turns.every((turn) => turn.text.trim() === '')) {
    tell(`“${told.title}” holds no words, neither messages nor a transcript.`);
    return null;
  }
  const texts = told.turns.map((turn) => toPlainText(turn.text));
  if (texts.some((each) => each.cut))
    tell(`“${told.title}” has an utterance of more than 20,000 characters, which was cut off.`);
  if (texts.some((each) => each.cleaned))
    tell(`“${told.title}” has control characters in its words, which were replaced by blanks.`);
  if (told.toolCalls.length > mostToolCalls)
    tell(`“${told.title}” has more than ${mostToolCalls} tool calls; the rest was left out.`);
  const turns = told.turns.map((turn, index) => ({ ...turn, text: texts[index]?.text ?? '' }));
  const toolCalls = told.toolCalls.slice(0, mostToolCalls);
  const { turns: _turns, toolCalls: _toolCalls, ...call } = told;
  return { ...call, steps: toSteps({ ...told, turns, toolCalls }) };
}

// Two calls of one key would be one call, played twice.
function withOwnKeys(calls: readonly ReplayCall[]): ReplayCall[] {
  const seen = new Map<string, number>();
  return calls.map((call) => {
    const count = (seen.get(call.key) ?? 0) + 1;
    seen.set(call.key, count);
    return count === 1 ? call : { ...call, key: `${call.key}-${count}` };
  });
}

function shortened(problems: ReplayProblem[]): ReplayProblem[] {
  if (problems.length <= mostProblems) return problems;
  const more = problems.length - mostProblems;
  return [...problems.slice(0, mostProblems), { line: null, message: `And ${more} more problems of this kind.` }];
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}
