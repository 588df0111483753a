import type { Certainty } from '../../../shared/model/certainty.ts';
import type { Cue, CueFound } from '../cues/cue.ts';
import { findCues, type Speech } from '../cues/speech.ts';

/** A matter the caller raised: which kind, from which turn on, by which cues. */
export type Raised<Kind extends string> = {
  kind: Kind;
  /** The turn with which it was supported. */
  turn: number;
  found: readonly CueFound<Kind>[];
  certainty: Certainty;
  reasons: string[];
};

/** What the caller raised, in the order in which each became supported; halves of different kinds do not add up. */
export function raisedIn<Kind extends string>(
  speech: Speech,
  cues: readonly Cue<Kind>[],
  familyOf: (kind: Kind) => string = (kind) => kind,
): Raised<Kind>[] {
  const byFamily = Map.groupBy(findCues(speech, cues), ({ cue }) => familyOf(cue.kind));
  return [...byFamily.values()].flatMap((found) => toRaised(found)).sort((a, b) => a.turn - b.turn);
}

function toRaised<Kind extends string>(all: readonly CueFound<Kind>[]): Raised<Kind>[] {
  const found = [...all].sort((a, b) => a.turn - b.turn || b.cue.weight - a.cue.weight);
  const seen = new Set<Cue<Kind>>();
  let weight = 0;
  for (const each of found) {
    if (!seen.has(each.cue)) weight += each.cue.weight;
    seen.add(each.cue);
    if (weight < 1) continue;
    const strongest = found.find(({ cue, turn }) => cue.weight === 1 && turn <= each.turn) ?? each;
    return [
      {
        kind: strongest.cue.kind,
        turn: each.turn,
        found,
        certainty: certaintyOf(found),
        reasons: [...new Set(found.map(({ cue }) => `the caller ${cue.because}`))].slice(0, 4),
      },
    ];
  }
  return [];
}

function certaintyOf<Kind extends string>(found: readonly CueFound<Kind>[]): Certainty {
  const strong = new Set(found.filter(({ cue }) => cue.weight === 1).map(({ cue }) => cue));
  if (strong.size >= 2) return 'certain';
  return strong.size === 1 ? 'likely' : 'unsure';
}
