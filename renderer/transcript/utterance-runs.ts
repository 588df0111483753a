import type { MaskedSpan } from '../../shared/model/utterance.ts';

/** A stretch of an utterance that is drawn in one way. */
export type UtteranceRun = { text: string; masked: MaskedSpan['kind'] | null; marked: boolean; pointed: boolean };

type Span = { start: number; end: number };

/** Cuts an utterance where its masked parts, its evidence and the evidence pointed at begin and end. Offsets are UTF-16. */
export function utteranceRuns(
  text: string,
  spans: { masked: readonly MaskedSpan[]; marked: readonly Span[]; pointed: Span | null },
): UtteranceRun[] {
  const pointed = spans.pointed ? [spans.pointed] : [];
  const cuts = new Set([0, text.length]);
  for (const span of [...spans.masked, ...spans.marked, ...pointed]) {
    cuts.add(Math.min(text.length, Math.max(0, span.start)));
    cuts.add(Math.min(text.length, Math.max(0, span.end)));
  }
  const at = [...cuts].sort((a, b) => a - b);
  const runs = at.slice(0, -1).map((start, index) => ({
    text: text.slice(start, at[index + 1]),
    masked: spans.masked.find((span) => covers(span, start))?.kind ?? null,
    marked: spans.marked.some((span) => covers(span, start)),
    pointed: pointed.some((span) => covers(span, start)),
  }));
  return joined(runs);
}

/** Words that support one value and the next are one mark; each masked secret stays one of its own. */
function joined(runs: readonly UtteranceRun[]): UtteranceRun[] {
  const whole: UtteranceRun[] = [];
  for (const run of runs) {
    const last = whole.at(-1);
    const isSame = last && !last.masked && !run.masked && last.marked === run.marked && last.pointed === run.pointed;
    if (isSame) whole[whole.length - 1] = { ...last, text: last.text + run.text };
    else whole.push(run);
  }
  return whole;
}

function covers(span: Span, offset: number): boolean {
  return span.start <= offset && offset < span.end;
}
