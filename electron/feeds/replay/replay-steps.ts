import type { CallEvent } from '../../../shared/model/call-event.ts';
import type { ReplayStep, ReplayToolCall, ReplayTurn, ToldCall } from './replay-call.ts';

/** How fast people speak, and how long they pause, where a file has no times. */
const charactersPerSecond = 14;
const pauseMs = 700;
const longestCallMs = 24 * 60 * 60 * 1000;

const mostPartials = 8;
const mostTurnsWithPartials = 5_000;

type TimedTurn = ReplayTurn & { index: number; startMs: number; endMs: number };

/** Turns what a file tells of a call into the steps that happen in it, in order of time. */
export function toSteps(told: ToldCall): ReplayStep[] {
  const turns = withTimes(told.turns);
  const growing = told.channel === 'phone' && turns.length <= mostTurnsWithPartials;
  const spoken = turns.flatMap((turn) => [...(growing ? partialsOf(turn) : []), finalOf(turn)]);
  const asked = told.toolCalls.map((each) => requestOf(each, turns));
  const between = [...spoken, ...asked].sort((one, other) => one.atMs - other.atMs);
  const endMs = between.reduce((latest, step) => Math.max(latest, step.atMs), 0) + pauseMs;
  return [
    { atMs: 0, event: startOf(told) },
    ...between,
    { atMs: endMs, event: { type: 'call.ended', endedAt: (told.startedAt ?? 0) + endMs, reason: null } },
  ];
}

/** The key under which a turn's partials and its final are known. */
function turnKey(index: number): string {
  return `u${index}`;
}

function startOf(told: ToldCall): CallEvent {
  const { channel, direction, agent, parties, variables } = told;
  const startedAt = told.startedAt ?? 0;
  const heldAt = told.startedAt;
  return { type: 'call.started', carrierId: null, channel, direction, agent, parties, variables, startedAt, heldAt };
}

function withTimes(turns: readonly ReplayTurn[]): TimedTurn[] {
  let cursor = 0;
  const timed: TimedTurn[] = [];
  turns.forEach((turn, index) => {
    const startMs = plausible(turn.startMs) ?? cursor + pauseMs;
    const saidIn = Math.min((turn.text.length / charactersPerSecond) * 1000, longestCallMs - startMs);
    const endMs = Math.max(startMs, plausible(turn.endMs) ?? Math.round(startMs + saidIn));
    cursor = Math.min(Math.max(cursor, endMs), longestCallMs - pauseMs);
    // A blank turn still takes its time, but there is nothing to show.
    if (turn.text.trim() !== '') timed.push({ ...turn, index, startMs, endMs });
  });
  return timed;
}

function plausible(ms: number | null): number | null {
  return ms !== null && Number.isFinite(ms) && ms >= 0 && ms <= longestCallMs ? Math.round(ms) : null;
}

function partialsOf(turn: TimedTurn): ReplayStep[] {
  const ends = wordEnds(turn.text);
  const count = Math.min(mostPartials, ends.length - 1);
  const steps: ReplayStep[] = [];
  for (let nth = 1; nth <= count; nth += 1) {
    const end = ends[Math.floor((nth * ends.length) / (count + 1)) - 1] ?? 0;
    const atMs = Math.round(turn.startMs + ((turn.endMs - turn.startMs) * end) / turn.text.length);
    steps.push({
      atMs,
      event: {
        type: 'utterance.partial',
        utterance: { ...spokenOf(turn), text: turn.text.slice(0, end), endMs: null },
      },
    });
  }
  return steps;
}

function wordEnds(text: string): number[] {
  return Array.from(text.matchAll(/\S+/g), (word) => word.index + word[0].length);
}

function finalOf(turn: TimedTurn): ReplayStep {
  return { atMs: turn.endMs, event: { type: 'utterance.final', utterance: spokenOf(turn) } };
}

function spokenOf({ index, party, text, startMs, endMs }: TimedTurn) {
  return { key: turnKey(index), seq: index, party, text, startMs, endMs };
}

function requestOf(asked: ReplayToolCall, turns: readonly TimedTurn[]): ReplayStep {
  const turn =
    asked.turn === null ? lastBefore(asked.atMs, turns) : turns.findLast((each) => each.index <= (asked.turn ?? 0));
  const atMs = Math.max(plausible(asked.atMs) ?? 0, (turn?.endMs ?? -1) + 1);
  const { id, action, inputs } = asked;
  const utterance = turn ? turnKey(turn.index) : null;
  return { atMs, event: { type: 'tool.requested', toolCall: { id, action, inputs, utterance } } };
}

function lastBefore(atMs: number | null, turns: readonly TimedTurn[]): TimedTurn | undefined {
  const at = plausible(atMs);
  return at === null ? turns.at(-1) : turns.findLast((each) => each.endMs <= at);
}
