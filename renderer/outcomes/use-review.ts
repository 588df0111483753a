import { useCallback, useState } from 'react';
import type { OutcomePart, OutcomeValues } from '../../shared/model/outcome.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { useConsole, useLine } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { useAnnounce } from '../ui/announcer.tsx';

/** Other values of an outcome; null puts back what was made out. */
export type OutcomeEdits = { [Part in OutcomePart]?: OutcomeValues[Part] | null };

/** What a supervisor does about outcomes, and why the last of it was not done. */
export type Review = {
  /** Why nothing can be done now. */
  hindered: string | null;
  problem: Problem | null;
  edit(call: string, values: OutcomeEdits): Promise<boolean>;
  review(calls: readonly string[], reviewed: boolean): Promise<boolean>;
  flag(calls: readonly string[], flagged: boolean): Promise<boolean>;
  assign(calls: readonly string[], to: string | null): Promise<boolean>;
  judge(call: string, verdict: { agrees: boolean; why: string } | null): Promise<boolean>;
  note(call: string, text: string): Promise<boolean>;
  removeNote(call: string, note: string): Promise<boolean>;
};

/** Sends what a supervisor does about outcomes. */
export function useReview(): Review {
  const { outcomes } = useConsole().client;
  const announce = useAnnounce();
  const hindered = useLine().state === 'open' ? null : 'Reconnecting: this waits until the console is back.';
  const [problem, setProblem] = useState<Problem | null>(null);
  const send = useCallback(
    async (work: () => Promise<unknown>, words: string): Promise<boolean> => {
      try {
        await work();
        setProblem(null);
        announce(words);
        return true;
      } catch (error) {
        setProblem(refusalOf(error));
        return false;
      }
    },
    [announce],
  );
  return {
    hindered,
    problem,
    edit: (call, values) => send(() => outcomes.edit({ call, values }), 'Outcome changed'),
    review: (calls, reviewed) =>
      send(() => outcomes.review({ calls: [...calls], reviewed }), reviewed ? 'Reviewed' : 'To be reviewed again'),
    flag: (calls, flagged) =>
      send(() => outcomes.flag({ calls: [...calls], flagged }), flagged ? 'Flagged' : 'Flag taken away'),
    assign: (calls, to) =>
      send(() => outcomes.assign({ calls: [...calls], to }), to === null ? 'Assigned to nobody' : `Assigned to ${to}`),
    judge: (call, verdict) => send(() => outcomes.judge({ call, verdict }), judgedWords(verdict)),
    note: (call, text) => send(() => outcomes.note({ call, text }), 'Note added'),
    removeNote: (call, note) => send(() => outcomes.removeNote({ call, note }), 'Note removed'),
  };
}

function judgedWords(verdict: { agrees: boolean } | null): string {
  if (!verdict) return 'Taken back';
  return verdict.agrees ? 'Agreed' : 'Disagreed';
}
