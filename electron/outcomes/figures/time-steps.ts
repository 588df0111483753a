import type { Figures } from '../../../shared/model/figures.ts';

type Steps = Pick<Figures, 'step' | 'steps'>;

const dayMs = 24 * 60 * 60 * 1000;
const mostSteps = 400;

/** Cuts a stretch of time into hours, days, weeks or months of this computer's clock, so that a chart of it can be read. */
export function timeSteps(from: number, to: number): Steps {
  const step = stepFor(to - from);
  const steps: Steps['steps'] = [];
  let start = startOf(step, new Date(from));
  while (start.getTime() < to && steps.length < mostSteps) {
    const end = nextOf(step, start);
    steps.push({ from: Math.max(from, start.getTime()), to: Math.min(to, end.getTime()) });
    start = end;
  }
  return { step, steps };
}

/** The step a moment lies in; -1 where it lies in none. */
export function stepAt(steps: Steps['steps'], at: number): number {
  let low = 0;
  let high = steps.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const step = steps[middle];
    if (!step) return -1;
    if (at < step.from) high = middle - 1;
    else if (at >= step.to) low = middle + 1;
    else return middle;
  }
  return -1;
}

function stepFor(ms: number): Figures['step'] {
  if (ms <= 2 * dayMs) return 'hour';
  if (ms <= 62 * dayMs) return 'day';
  return ms <= 400 * dayMs ? 'week' : 'month';
}

function startOf(step: Figures['step'], at: Date): Date {
  const [year, month, day] = [at.getFullYear(), at.getMonth(), at.getDate()];
  if (step === 'hour') return new Date(year, month, day, at.getHours());
  if (step === 'month') return new Date(year, month, 1);
  const sinceMonday = step === 'week' ? (at.getDay() + 6) % 7 : 0;
  return new Date(year, month, day - sinceMonday);
}

// By the calendar and not by adding milliseconds: a day of the change to summer time has 23 hours.
function nextOf(step: Figures['step'], start: Date): Date {
  if (step === 'hour') return new Date(start.getTime() + 60 * 60 * 1000);
  const [year, month, day] = [start.getFullYear(), start.getMonth(), start.getDate()];
  if (step === 'month') return new Date(year, month + 1, 1);
  return new Date(year, month, day + (step === 'week' ? 7 : 1));
}
