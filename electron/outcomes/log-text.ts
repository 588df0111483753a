import type { PartyRole } from '../../shared/model/call.ts';
import type { Utterance } from '../../shared/model/utterance.ts';

/** What a task's description holds at most, in UTF-16 units. */
export const longestLog = 32_000;

const names: Record<PartyRole, string> = { caller: 'Caller', agent: 'Agent', supervisor: 'Supervisor', other: 'Other' };

/** The description of a call's log: its summary, and below it what was said; where that is too long, its middle is left out. */
export function logText(summary: string, said: readonly Utterance[] | null, longest = longestLog): string {
  const head = summary.trim();
  if (!said || said.length === 0) return head.slice(0, longest);
  const lines = said.map(lineOf);
  const title = head === '' ? 'Transcript' : `${head}\n\nTranscript`;
  const whole = [title, ...lines].join('\n');
  return whole.length <= longest ? whole : shortened(title, lines, longest).slice(0, longest);
}

/** Both ends of a conversation tell more than its middle: they are taken turn by turn until nothing more fits. */
function shortened(title: string, lines: readonly string[], longest: number): string {
  const gap = (left: number) =>
    `[${left.toLocaleString('en-US')} turns left out: the whole transcript is in Countersign]`;
  let room = longest - title.length - gap(lines.length).length - 2;
  let first = 0;
  let last = lines.length;
  for (let fromStart = true; first < last; fromStart = !fromStart) {
    const line = lines[fromStart ? first : last - 1] ?? '';
    if (line.length + 1 > room) break;
    room -= line.length + 1;
    if (fromStart) first += 1;
    else last -= 1;
  }
  return [title, ...lines.slice(0, first), gap(last - first), ...lines.slice(last)].join('\n');
}

function lineOf({ party, text, startMs }: Utterance): string {
  const time = startMs === null ? '' : `${clock(startMs)} `;
  return `${time}${names[party]}: ${text.replace(/\s*\n\s*/g, ' ')}`;
}

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const parts = hours > 0 ? [hours, minutes, seconds % 60] : [minutes, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
