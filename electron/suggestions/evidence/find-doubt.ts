import type { EvidenceMark } from '../../../shared/model/evidence.ts';
import type { Heard } from '../extract/heard.ts';
import { isCorrection, isOutdated } from '../matters/settle.ts';
import type { Hearing } from '../reading/hearing.ts';
import { isBarred } from '../reading/secrets.ts';
import { agrees, type Turn } from '../reading/turns.ts';
import { isAfter, isSame, type Place, placed, toEvidence } from './find-place.ts';
import { bareValue, type ValueKind } from './value-kind.ts';

const nouns: Record<ValueKind, string> = {
  email: 'another e-mail address',
  phone: 'another number',
  name: 'another name',
  number: 'another number',
  amount: 'another amount',
  words: 'something else',
  prose: 'something else',
};

/** Two of these may both be right: only what is said to be a correction is one. */
const manyAtOnce: ReadonlySet<ValueKind> = new Set(['name', 'amount', 'words', 'prose']);

type Doubted = { value: unknown; kind: ValueKind; place: Place; of: readonly Heard[]; others: ReadonlySet<string> };

/** What was said after a value that speaks against it: another of its kind, or that it is not right. Null where nothing was. */
export function findDoubt(hearing: Hearing, doubted: Doubted): EvidenceMark | null {
  return (
    another(hearing, doubted) ?? negated(hearing, doubted) ?? refused(hearing, doubted) ?? amended(hearing, doubted)
  );
}

function another(hearing: Hearing, { value, kind, place, of, others }: Doubted): EvidenceMark | null {
  const wanted = bareValue(kind, value);
  const later = of.filter((each) => {
    const at = placed(hearing, each);
    const said = bareValue(kind, each.value);
    if (at?.turn.by !== 'caller' || !isAfter(at, place) || said === '') return false;
    if (isSame(kind, said, wanted) || others.has(said) || isOutdated(each, hearing.turns)) return false;
    // The name in full says the same as one of its parts.
    if (kind === 'name' && said.includes(wanted)) return false;
    return kind !== 'number' || isLike(each, wanted, place);
  });
  const last = later.at(-1);
  const at = last && placed(hearing, last);
  if (!last || !at) return null;
  const standing = { ...last, turn: place.turn.index, start: place.start, end: place.end };
  const corrected = isCorrection(standing, last, hearing.turns);
  if (!corrected && manyAtOnce.has(kind)) return null;
  const words = corrected
    ? `corrected later in the call: the caller then said ${nouns[kind]}`
    : `contradicted later in the call: the caller also said ${nouns[kind]}`;
  return { kind: corrected ? 'corrected' : 'contradicted', words, evidence: toEvidence(at) };
}

/** A number of the same length is about the same thing; of another, only where it is called so. */
function isLike({ value, start, turn }: Heard, wanted: string, place: Place): boolean {
  const digits = wanted.replace(/\D/g, '').length;
  const near = turn - place.turn.index <= 4 && (turn > place.turn.index || start > place.end);
  return near && Math.abs(String(value).length - digits) <= 1;
}

const denial = /\b(?:not|isn'?t|wasn'?t|no longer|instead of|rather than|don'?t want|never said)\b[^,.;!?]{0,24}$/i;

/** "Not the premium plan": the last mention of the value takes it back. */
function negated({ turns }: Hearing, { place }: Doubted): EvidenceMark | null {
  const { turn, start, end } = place;
  if (turn.by !== 'caller') return null;
  const before = turn.text.slice(Math.max(0, start - 48), start);
  const denied = denial.exec(before);
  if (!denied || !turns.includes(turn)) return null;
  const from = start - (before.length - denied.index);
  return {
    kind: 'contradicted',
    words: 'contradicted: the caller said that it is not this',
    evidence: toEvidence({ turn, start: from, end }),
  };
}

const no =
  /^(?:(?:um|uh|oh|well|sorry|wait)[\s,.]+){0,2}(?:no|nope|not quite|not really|wrong|incorrect|that'?s (?:not|wrong|incorrect)|that is (?:not|wrong))\b/i;
const farewell =
  /\b(?:that'?s (?:all|it|everything)|that is all|thank|thanks|nothing else|i'?m (?:good|fine|all set)|no more|bye)\b/i;
const anythingElse = /\b(?:anything|something|what) else\b|\belse (?:i|we) can\b/i;

/** The agent reads it back, and the caller says no. */
function refused(hearing: Hearing, { value, kind, place, of }: Doubted): EvidenceMark | null {
  const { turns } = hearing;
  const wanted = bareValue(kind, value);
  const text = String(value).toLowerCase();
  for (const turn of turns) {
    if (turn.by !== 'agent' || turn.index < place.turn.index || anythingElse.test(turn.text)) continue;
    const heard = of.some((each) => each.turn === turn.index && isSame(kind, bareValue(kind, each.value), wanted));
    if (!heard && !(kind === 'words' ? asks(turn.text, text) : turn.text.toLowerCase().includes(text))) continue;
    const reply = turns[turn.index + 1];
    if (reply?.by !== 'caller' || !no.test(reply.text) || farewell.test(reply.text)) continue;
    // Said again since: it was right after all.
    if (place.turn.index > reply.index || agrees(reply.text)) continue;
    return {
      kind: 'contradicted',
      words: 'contradicted later in the call: the caller said no to it',
      evidence: toEvidence(firstSentence(reply)),
    };
  }
  return null;
}

/** A word is refused only where it was asked about: others of the sentence may be what was meant. */
function asks(said: string, text: string): boolean {
  const questions = said.toLowerCase().match(/[^.!?]*\?/g) ?? [];
  return (
    text.length > 2 &&
    questions.some((question) => ` ${question.replace(/[^\p{L}\p{N}]+/gu, ' ')} `.includes(` ${text} `))
  );
}

function firstSentence(turn: Turn): Place {
  const end = /[.!?\n]/.exec(turn.text.slice(2))?.index;
  return { turn, start: 0, end: end === undefined ? turn.text.length : end + 2 };
}

const mending =
  /^(?:(?:um|uh|oh|and|but)[\s,.]+){0,2}(?:no|nope|actually|sorry|wait|i mean|correction|scratch that|make that|i meant|my mistake)\b/i;
const partOf: Partial<Record<ValueKind, RegExp>> = {
  phone: /\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|\d+)\b/gi,
  number: /\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|\d+)\b/gi,
  email: /\b(?:at|dot|[a-z]|underscore|dash)\b/gi,
};
const turnsAfter = 3;
const fewestParts = 2;

/** "No, it ends in one nine nine": not the whole value again, and yet it is another. */
function amended(hearing: Hearing, { value, kind, place, of }: Doubted): EvidenceMark | null {
  const parts = partOf[kind];
  if (!parts) return null;
  const wanted = bareValue(kind, value);
  const following = hearing.turns.slice(place.turn.index + 1, place.turn.index + 1 + turnsAfter);
  for (const turn of following) {
    if (turn.by !== 'caller' || !mending.test(turn.text)) continue;
    if ((turn.text.match(parts) ?? []).length < fewestParts || turn.text.length > 200) continue;
    if (of.some((each) => each.turn === turn.index && bareValue(kind, each.value) === wanted)) continue;
    const sentence = { turn, start: 0, end: turn.text.length };
    if (isBarred(hearing.guarded.bars[turn.index] ?? [], 0, turn.text.length)) continue;
    return {
      kind: 'corrected',
      words: 'corrected later in the call: the caller took a part of it back',
      evidence: toEvidence(sentence),
    };
  }
  return null;
}
