import { digitsAt } from '../normalise/digits.ts';
import { spelledAt } from '../normalise/spelling.ts';
import type { Turn } from '../reading/turns.ts';
import { endsSentence, type Word } from '../reading/words.ts';
import type { Heard } from './heard.ts';

const written =
  /[\p{L}\p{N}][\p{L}\p{N}._%+'-]{0,63} ?@ ?[\p{L}\p{N}][\p{L}\p{N}-]{0,62}(?:\.[\p{L}\p{N}-]{1,62}){0,4}\.\p{L}{2,12}/gu;
const endings = new Set(
  'com net org edu gov io co uk us ca de in au info biz me app dev fr eu nz ie example test'.split(' '),
);
const providers = 'gmail|googlemail|yahoo|hotmail|outlook|aol|icloud|live|msn|protonmail|ymail|rediffmail|mail|email';
const runTogether = new RegExp(`^([\\p{L}\\p{N}]{0,64}?)(${providers})(com)?$`, 'u');
const signs: ReadonlyMap<string, string> = new Map([
  ['dot', '.'],
  ['period', '.'],
  ['point', '.'],
  ['dash', '-'],
  ['hyphen', '-'],
  ['minus', '-'],
  ['underscore', '_'],
  ['plus', '+'],
]);
/** Words that end the local part on its left: what stands before them is talk. */
const talk = new Set(
  'is its it email emails e mail address to my new the thats that be as um uh er use and yes yeah sure so ok okay no not wait sorry actually mean change from for please with old was can you reach me just correct right well now would should instead send write at hi hello its will on have updated update'.split(
    ' ',
  ),
);
const silent = new Set('all one word lowercase capital caps lower upper case no spaces space dashes dots'.split(' '));

/** Every e-mail address in a turn, written or spoken. */
export function emailsIn(turn: Turn): Heard[] {
  const found = [...writtenEmails(turn), ...spokenEmails(turn)];
  return found.length > 0 ? found : runTogetherEmails(turn);
}

function heard(
  turn: Turn,
  span: { value: string; start: number; end: number },
  rest: Pick<Heard, 'certainty' | 'reasons'>,
): Heard {
  return { detail: 'email', turn: turn.index, resolvedFrom: null, ...rest, ...span };
}

function writtenEmails(turn: Turn): Heard[] {
  if (!turn.text.includes('@')) return [];
  return [...turn.text.matchAll(written)].map((match) =>
    heard(
      turn,
      { value: match[0].replaceAll(' ', '').toLowerCase(), start: match.index, end: match.index + match[0].length },
      { certainty: 'certain', reasons: ['written out'] },
    ),
  );
}

function spokenEmails(turn: Turn): Heard[] {
  const { words } = turn;
  const found: Heard[] = [];
  words.forEach((word, at) => {
    if (word.text !== 'at') return;
    const domain = domainFrom(words, at + 1);
    const local = domain && localBefore(words, at);
    const first = local && words[local.from];
    const last = domain && words[domain.to - 1];
    if (!domain || !local || !first || !last) return;
    found.push(
      heard(
        turn,
        { value: `${local.text}@${domain.text}`, start: first.start, end: last.end },
        local.spelled
          ? { certainty: 'likely', reasons: ['spelled out by the caller'] }
          : { certainty: 'likely', reasons: ['spoken, so its spelling is as heard'] },
      ),
    );
  });
  return found;
}

/** "reyes interiors dot com" from a word on. */
function domainFrom(words: readonly Word[], from: number): { text: string; to: number } | null {
  let text = '';
  let at = from;
  while (at < words.length && at < from + 12) {
    const word = words[at];
    if (!word || (at > from && endsSentence(words[at - 1] ?? word))) return null;
    const sign = signs.get(word.text);
    const next = words[at + 1]?.text ?? '';
    if (sign === '.' && text !== '' && endings.has(next)) {
      const more = signs.get(words[at + 2]?.text ?? '') === '.' && endings.has(words[at + 3]?.text ?? '');
      return more
        ? { text: `${text}.${next}.${words[at + 3]?.text}`, to: at + 4 }
        : { text: `${text}.${next}`, to: at + 2 };
    }
    // Written "gmail.com" behind a spoken "at".
    if (text === '' && word.gap === '.' && endings.has(next)) return { text: `${word.text}.${next}`, to: at + 2 };
    const spelled = sign === undefined ? spelledAt(words, at) : null;
    if (!silent.has(word.text)) text += sign ?? spelled?.text ?? word.text;
    at += spelled?.used ?? 1;
  }
  return null;
}

/** "j doe", "d as in david, o, e" or "dana underscore reyes" before the "at". */
function localBefore(words: readonly Word[], at: number): { text: string; from: number; spelled: boolean } | null {
  let from = at;
  while (from > 0 && from > at - 24) {
    const word = words[from - 1];
    if (!word || endsSentence(word) || !belongsToLocal(words, from - 1)) break;
    from -= 1;
  }
  let text = '';
  let spelled = false;
  let index = from;
  while (index < at) {
    const word = words[index];
    if (!word) break;
    const letters = spelledAt(words, index);
    if (letters && index + letters.used <= at) {
      spelled ||= /^[a-z]$/.test(word.text);
      text += letters.text;
      index += letters.used;
      continue;
    }
    if (!silent.has(word.text)) text += signs.get(word.text) ?? word.text;
    index += 1;
  }
  return /^[\p{L}\p{N}][\p{L}\p{N}._+-]{0,63}$/u.test(text) && from < at ? { text, from, spelled } : null;
}

function belongsToLocal(words: readonly Word[], index: number): boolean {
  const word = words[index];
  if (!word) return false;
  const { text } = word;
  if (signs.has(text) || digitsAt(words, index)) return true;
  const single = /^[a-z]$/.test(text);
  const besideLetter = /^[a-z]$/.test(words[index + 1]?.text ?? '') || /^[a-z]$/.test(words[index - 1]?.text ?? '');
  if (single) return text !== 'i' || besideLetter;
  // "d as in david": the words between belong to the letter.
  const before = words[index - 1]?.text;
  if ((text === 'as' || text === 'for') && before !== undefined && /^[a-z]$/.test(before)) return true;
  if (text === 'in' && before === 'as') return true;
  // A comma behind a whole word ends what came before: "this is Dana, d reyes at …".
  if (word.gap.includes(',') && !isAsInWord(words, index)) return false;
  return !talk.has(text);
}

function isAsInWord(words: readonly Word[], index: number): boolean {
  const before = words[index - 1]?.text;
  return before === 'in' || before === 'for';
}

/** "jdoe 12 gmailcom": a transcript without its "@" and dots. */
function runTogetherEmails(turn: Turn): Heard[] {
  const found: Heard[] = [];
  turn.words.forEach((word, at) => {
    const match = runTogether.exec(word.text);
    if (!match) return;
    const ended = match[3] ? 0 : Number(turn.words[at + 1]?.text === 'com');
    if (!match[3] && !ended) return;
    const local = localRunTogether(turn.words, at, match[1] ?? '');
    const first = local && turn.words[local.from];
    const last = turn.words[at + ended];
    if (!local || !first || !last) return;
    found.push(
      heard(
        turn,
        { value: `${local.text}@${match[2]}.com`, start: first.start, end: last.end },
        { certainty: 'unsure', reasons: ['the transcript has neither "@" nor dots'] },
      ),
    );
  });
  return found;
}

function localRunTogether(words: readonly Word[], at: number, own: string): { text: string; from: number } | null {
  if (own !== '') return { text: own, from: at };
  const before = words[at - 1];
  if (!before || talk.has(before.text)) return null;
  const name = words[at - 2];
  if (/^\d+$/.test(before.text) && name && /^\p{L}{2,}$/u.test(name.text) && !talk.has(name.text)) {
    return { text: name.text + before.text, from: at - 2 };
  }
  return { text: before.text, from: at - 1 };
}
