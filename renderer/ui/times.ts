/** A duration as a clock: `0:41`, `12:05`, `1:02:09`. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** A duration in words, coarse: `just now`, `3 min`, `2 h`, `4 d`. */
export function ageInWords(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return 'under a minute';
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 60 * 24) return `${Math.floor(minutes / 60)} h`;
  return `${Math.floor(minutes / (60 * 24))} d`;
}

/** How long something still has, in words: hours as long as they are to be counted. */
export function timeLeft(ms: number): string {
  const hours = ms / 3_600_000;
  if (hours < 1) return `${Math.max(1, Math.round(ms / 60_000))} min`;
  return hours < 72 ? `${Math.round(hours)} h` : `${Math.round(hours / 24)} d`;
}

/** Time of day, in the supervisor's own clock: `14:03:22` or `14:03`. */
export function timeOfDay(at: number, withSeconds = false): string {
  return new Date(at).toLocaleTimeString(undefined, {
    hour: '2-digit',
    minute: '2-digit',
    second: withSeconds ? '2-digit' : undefined,
    hourCycle: 'h23',
  });
}

/** Day and time; the day only where it is not today's. */
export function dayAndTime(at: number, now: number): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  if (sameDay) return timeOfDay(at, true);
  return `${new Date(at).toLocaleDateString(undefined, { day: 'numeric', month: 'short' })} ${timeOfDay(at)}`;
}

/** A day with its year: `21 Nov 2026`. */
export function fullDay(at: number): string {
  return new Date(at).toLocaleDateString(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** On the day that the clocks go forward. */
const shortestDayMs = 23 * 60 * 60 * 1000;

/** A stretch of time in words, its end excluded: `on 21 Nov 2026`, `on 21 Nov 2026 from 14:00 to 15:00`. */
export function stretchWords(from: number, to: number): string {
  const [first, last] = [fullDay(from), fullDay(to - 1)];
  if (first !== last) return `from ${first} to ${last}`;
  return to - from < shortestDayMs ? `on ${first} from ${timeOfDay(from)} to ${timeOfDay(to)}` : `on ${first}`;
}
