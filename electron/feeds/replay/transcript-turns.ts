import { z } from 'zod';

/** One turn of a transcript: whoever the vendor says spoke, and when, in seconds from the start of the recording. */
type TranscriptTurn = { speaker: string | null; text: string; start: number | null; end: number | null };

const seconds = z.number().nullish().catch(null);
const label = z
  .union([z.string(), z.number()])
  .nullish()
  .catch(null)
  .transform((value) => (value === null || value === undefined ? null : String(value)));
const words = z.string().nullish().catch(null);
const timed = z
  .array(z.object({ start: seconds, end: seconds }))
  .nullish()
  .catch(null);

/** One turn under all the names that vendors have for its parts. */
const turnShape = z.object({
  speaker: label,
  role: label,
  ParticipantRole: label,
  ParticipantId: label,
  channel: label,
  text: words,
  message: words,
  content: words,
  transcript: words,
  Content: words,
  start: seconds,
  end: seconds,
  start_time: seconds,
  end_time: seconds,
  startMs: seconds,
  endMs: seconds,
  BeginOffsetMillis: seconds,
  EndOffsetMillis: seconds,
  secondsFromStart: seconds,
  time_in_call_secs: seconds,
  words: timed,
  sentences: z
    .array(z.object({ text: words }))
    .nullish()
    .catch(null),
});

/** Where vendors keep the list of turns, best first: turns that name a speaker before those that may not. */
const listPaths = [
  [],
  ['turns'],
  ['utterances'],
  ['results', 'utterances'],
  ['paragraphs', 'paragraphs'],
  ['results', 'channels', '0', 'alternatives', '0', 'paragraphs', 'paragraphs'],
  ['channels', '0', 'alternatives', '0', 'paragraphs', 'paragraphs'],
  ['transcript_object'],
  ['messages'],
  ['Transcript'],
  ['segments'],
  ['transcript'],
] as const;

const textPaths = [
  [],
  ['transcript'],
  ['text'],
  ['transcript', 'text'],
  ['results', 'channels', '0', 'alternatives', '0', 'transcript'],
] as const;

/** The turns in the body of a transcript analysis, whichever vendor wrote it; none where its shape is not known. */
export function readTranscriptTurns(body: unknown): TranscriptTurn[] {
  for (const path of listPaths) {
    const found = at(body, path);
    const turns = Array.isArray(found) ? found.flatMap(toTurn) : [];
    if (turns.length > 0) return inSeconds(turns);
  }
  const text = textPaths.map((path) => at(body, path)).find((each) => typeof each === 'string');
  return typeof text === 'string' ? turnsInText(text) : [];
}

function at(value: unknown, path: readonly string[]): unknown {
  let here: unknown = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = Reflect.get(here, key);
  }
  return here;
}

function toTurn(raw: unknown): TranscriptTurn[] {
  const told = turnShape.safeParse(raw).data;
  if (!told) return [];
  const sentences = told.sentences?.map((each) => each.text ?? '').join(' ');
  const text = told.message ?? told.text ?? told.content ?? told.transcript ?? told.Content ?? sentences ?? '';
  if (text.trim() === '') return [];
  return [
    {
      speaker: told.speaker ?? told.role ?? told.ParticipantRole ?? told.ParticipantId ?? told.channel,
      text: text.trim(),
      start:
        told.secondsFromStart ??
        told.time_in_call_secs ??
        thousandth(told.startMs ?? told.BeginOffsetMillis) ??
        told.start ??
        told.start_time ??
        told.words?.at(0)?.start ??
        null,
      end:
        thousandth(told.endMs ?? told.EndOffsetMillis) ?? told.end ?? told.end_time ?? told.words?.at(-1)?.end ?? null,
    },
  ];
}

function thousandth(ms: number | null | undefined): number | null {
  return ms === null || ms === undefined ? null : ms / 1000;
}

// Some vendors write milliseconds under the same names. Turns that start more than five minutes apart on average are milliseconds.
function inSeconds(turns: TranscriptTurn[]): TranscriptTurn[] {
  const last = turns.at(-1)?.start ?? 0;
  if (last / turns.length < 300) return turns;
  return turns.map((turn) => ({ ...turn, start: thousandth(turn.start), end: thousandth(turn.end) }));
}

// "Agent: Good morning." or "\nSpeaker 0: Good morning."
function turnsInText(text: string): TranscriptTurn[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const named = /^([\p{L}\d_ .'-]{1,40}):\s+(.*)$/u.exec(line);
      return { speaker: named?.[1] ?? null, text: named?.[2] ?? line, start: null, end: null };
    });
}
