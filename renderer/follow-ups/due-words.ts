import type { FollowUp } from '../../shared/model/follow-up.ts';
import { timeLeft } from '../ui/times.ts';

const soonMs = 60 * 60 * 1000;

/** By when a follow-up is due, in words; amber within the hour, red once it is over. */
export function dueWords(
  of: Pick<FollowUp, 'dueAt' | 'doneAt'>,
  now: number,
): { words: string; tone: 'quiet' | 'amber' | 'red' } {
  if (of.doneAt !== null) return { words: 'done', tone: 'quiet' };
  const left = of.dueAt - now;
  if (left < 0) return { words: `due ${timeLeft(-left)} ago`, tone: 'red' };
  return { words: `due in ${timeLeft(left)}`, tone: left < soonMs ? 'amber' : 'quiet' };
}
