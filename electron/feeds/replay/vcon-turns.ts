import type { ReplayTurn } from './replay-call.ts';
import { toTime } from './told-values.ts';
import { roleOfSpeakers } from './transcript-speakers.ts';
import { readTranscriptTurns } from './transcript-turns.ts';
import { jsonOf, textOf } from './vcon-content.ts';
import type { VconParts } from './vcon-parts.ts';
import type { VconAnalysis, VconDialog } from './vcon-shape.ts';

/** A vCon's turns, and which of them each text dialog became. */
type VconTurns = { told: ReplayTurn[]; turnOfDialog: Map<number, number> };

/** The turns of a vCon: its text dialogs, or the transcripts of its recordings where it has none. */
export function readVconTurns(parts: VconParts, tell: (message: string) => void): VconTurns {
  const fromText = textDialogs(parts, tell);
  const transcripts = parts.analyses.filter((each) => each.type?.toLowerCase() === 'transcript');
  if (fromText.told.length === 0) return { told: transcribed(parts, transcripts, tell), turnOfDialog: new Map() };
  if (transcripts.length > 0)
    tell('It holds its words twice, as messages and as a transcript; the messages were used.');
  return fromText;
}

function textDialogs(parts: VconParts, tell: (message: string) => void): VconTurns {
  const told: ReplayTurn[] = [];
  const turnOfDialog = new Map<number, number>();
  parts.dialogs.forEach((dialog, index) => {
    if (dialog?.type !== 'text') return;
    const text = textOf(dialog);
    if (text === null) {
      tell(`Message ${index + 1} was left out: its words are not in the file.`);
      return;
    }
    turnOfDialog.set(index, told.length);
    told.push({ ...timesOf(dialog, parts.startedAt), party: senderOf(dialog, parts), text });
  });
  return { told, turnOfDialog };
}

function timesOf(dialog: VconDialog, startedAt: number | null): { startMs: number | null; endMs: number | null } {
  const start = toTime(dialog.start);
  const startMs = start === null || startedAt === null ? null : start - startedAt;
  const lasts = dialog.duration ?? null;
  // A message without a duration is there all at once; only a turn that was spoken takes time.
  return { startMs, endMs: startMs === null ? null : startMs + (lasts ?? 0) * 1000 };
}

// By the draft the originator is the first of the dialog's parties where it is not named.
function senderOf(dialog: VconDialog, parts: VconParts): ReplayTurn['party'] {
  const sender = dialog.originator ?? partyIndexes(dialog.parties)[0] ?? -1;
  return parts.parties[sender]?.role ?? 'other';
}

function partyIndexes(raw: VconDialog['parties']): number[] {
  if (typeof raw === 'number') return [raw];
  // Nested lists are the channels of a recording, each with the parties heard on it.
  return (raw ?? []).flat().filter((each) => typeof each === 'number');
}

function transcribed(parts: VconParts, all: readonly VconAnalysis[], tell: (message: string) => void): ReplayTurn[] {
  const done = new Set<number>();
  return all.flatMap((analysis) => {
    const of = typeof analysis.dialog === 'number' ? analysis.dialog : (partyIndexes(analysis.dialog)[0] ?? 0);
    // A second vendor's transcript of the same recording would say everything twice.
    if (done.has(of)) return [];
    const turns = readTranscriptTurns(jsonOf(analysis));
    if (turns.length === 0) {
      tell('A transcript was left out: it is empty, or of a form that is not known.');
      return [];
    }
    done.add(of);
    const dialog = parts.dialogs[of] ?? null;
    const offset = dialog ? (timesOf(dialog, parts.startedAt).startMs ?? 0) : 0;
    const roleOf = roleOfSpeakers(
      turns.map((turn) => turn.speaker),
      parts.parties,
      partyIndexes(dialog?.parties),
    );
    return turns.map((turn) => ({
      party: roleOf(turn.speaker),
      text: turn.text,
      startMs: turn.start === null ? null : offset + turn.start * 1000,
      endMs: turn.end === null ? null : offset + turn.end * 1000,
    }));
  });
}
