import type { Concept } from '../lexicon/concepts.ts';

/** What a caller's words must hold for a matter to be raised. */
export type Cue<Kind extends string> = {
  kind: Kind;
  /** All of these, near each other. */
  needs: readonly Concept[];
  /** The most words they may be apart. */
  within: number;
  /** They must stand in the order named. */
  inOrder?: boolean;
  /** They must stand in one turn. */
  sameTurn?: boolean;
  /** Not where one of these stands near, either. */
  unless?: readonly Concept[];
  /** 1 suffices by itself; two cues of 0.5 do together. */
  weight: 1 | 0.5;
  /** Said to the supervisor: "the caller …". */
  because: string;
};

/** A cue found in what was said: which, in which turn, around which words. */
export type CueFound<Kind extends string> = { cue: Cue<Kind>; turn: number; from: number; to: number };
