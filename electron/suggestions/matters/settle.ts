import type { Certainty } from '../../../shared/model/certainty.ts';
import type { Heard } from '../extract/heard.ts';
import type { Turn } from '../reading/turns.ts';

const confirmed = 'the agent said it and the caller confirmed it';
const correction =
  /\b(?:sorry|no|wait|actually|i mean|correction|wrong|instead|rather|oops|mistake|mistaken|scratch that|make that|apologies|correct (?:one|is|number)|not)\b/i;
const apology = /\b(?:sorry|wait|correction|wrong|mistake|oops|apologies)\b/i;
const outdated = /\b(?:old|previous|former|current|outdated|from|isn'?t|not|used to be|instead of)\b[^,.;!?]{0,30}$/i;
const rank: Readonly<Record<Certainty, number>> = { certain: 2, likely: 1, unsure: 0 };

/** The value that stands after everything said: corrections win, an old value named for contrast does not. */
export function settle(found: readonly Heard[], turns: readonly Turn[]): Heard | null {
  let standing: Heard | null = null;
  const ordered = [...found].sort((a, b) => a.turn - b.turn || a.start - b.start);
  for (const heard of ordered) {
    if (isOutdated(heard, turns) && ordered.length > 1) continue;
    standing = standing ? laterOf(standing, heard, turns) : confirmedOf(heard, turns);
  }
  return standing;
}

function laterOf(standing: Heard, heard: Heard, turns: readonly Turn[]): Heard {
  const said = confirmedOf(heard, turns);
  if (sameWords(standing, said)) return rank[said.certainty] > rank[standing.certainty] ? said : standing;
  if (isCorrection(standing, heard, turns)) {
    return { ...said, reasons: [...said.reasons, `corrected from ${standing.value}`] };
  }
  if (completes(standing, said)) return { ...said, certainty: standing.certainty };
  if (rank[said.certainty] > rank[standing.certainty]) return said;
  return standing;
}

/** Whether what was heard takes back what stood until then. */
export function isCorrection(standing: Heard, heard: Heard, turns: readonly Turn[]): boolean {
  const turn = turns[heard.turn];
  if (!turn) return false;
  const from = standing.turn === heard.turn ? standing.end : Math.max(0, heard.start - 160);
  if (correction.test(turn.text.slice(from, heard.start))) return true;
  // "sorry" by itself, then the value: the turn between.
  const before = turns[heard.turn - 1];
  const announced = before && before.index > standing.turn && before.by === 'caller' && before.words.length <= 8;
  return Boolean(announced && apology.test(before.text)) || correctedBehind(turn, heard);
}

/** "jane@new.org is the correct one", "5566 instead". */
function correctedBehind(turn: Turn, heard: Heard): boolean {
  return /^.{0,20}\b(?:instead|correct|right one|the new one)\b/i.test(turn.text.slice(heard.end, heard.end + 60));
}

/** Whether it is only named as what no longer holds. */
export function isOutdated(heard: Heard, turns: readonly Turn[]): boolean {
  const text = turns[heard.turn]?.text ?? '';
  return outdated.test(text.slice(Math.max(0, heard.start - 50), heard.start));
}

/** "Agalya", then "Agalya Ravichan". */
function completes(standing: Heard, heard: Heard): boolean {
  const before = String(standing.value).toLowerCase();
  const after = String(heard.value).toLowerCase();
  return heard.detail === 'name' && after.length > before.length && after.split(' ').includes(before);
}

function sameWords(a: Heard, b: Heard): boolean {
  return String(a.value).toLowerCase() === String(b.value).toLowerCase();
}

/** What the agent said and the caller agreed to, marked so. */
export function confirmedOf(heard: Heard, turns: readonly Turn[]): Heard {
  const known = heard.reasons.includes(confirmed);
  if (turns[heard.turn]?.by !== 'agent' || known) return heard;
  return {
    ...heard,
    certainty: 'likely',
    reasons: [...heard.reasons, 'the agent said it and the caller confirmed it'],
  };
}
