import type { Utterance } from '../../shared/model/utterance.ts';

type Timed = Pick<Utterance, 'id' | 'startMs'>;

/** The line that is heard at a moment, in milliseconds: the last that began by then; null before the first. */
export function lineAt(lines: readonly Timed[], ms: number): string | null {
  let heard: string | null = null;
  for (const { id, startMs } of lines) {
    if (startMs === null) continue;
    if (startMs > ms) break;
    heard = id;
  }
  return heard;
}

/** The line before or after the one that is heard; the first where none is. */
export function lineBeside(lines: readonly Timed[], ms: number, by: 1 | -1): Timed | null {
  const timed = lines.filter(({ startMs }) => startMs !== null);
  const at = timed.findIndex(({ id }) => id === lineAt(timed, ms));
  return timed[Math.min(timed.length - 1, Math.max(0, at + by))] ?? null;
}

/** How fast it can be heard. */
export const speeds = [0.75, 1, 1.25, 1.5, 2] as const;

/** The next speed up or down. */
export function nextSpeed(speed: number, by: 1 | -1): number {
  const at = [...speeds].findIndex((each) => each >= speed);
  return speeds[Math.min(speeds.length - 1, Math.max(0, at + by))] ?? 1;
}
