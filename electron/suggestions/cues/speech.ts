import { type Concept, conceptsOf } from '../lexicon/concepts.ts';
import { agrees, type Turn } from '../reading/turns.ts';
import { endsSentence, isDigits } from '../reading/words.ts';
import type { Cue, CueFound } from './cue.ts';

/** Where a concept stands in what the caller said, across turns. */
type Place = { at: number; turn: number; word: number };

/** The caller's words by concept, laid out in one line so that a sentence broken over two turns still reads as one. */
export type Speech = ReadonlyMap<Concept, readonly Place[]>;

const sentenceGap = 3;
const turnGap = 3;
const agentGap = 50;

/** Lays out what the caller said, and what the agent said that the caller then agreed to. */
export function layOut(turns: readonly Turn[]): Speech {
  const speech = new Map<Concept, Place[]>();
  let at = 0;
  for (const turn of turns) {
    if (turn.by === 'agent' && !(turn.confirmed && isProposalOfAgent(turn.text))) {
      at += agentGap;
      continue;
    }
    // What the agent said stands by itself: its words do not join with the caller's before it.
    if (turn.by === 'agent') at += agentGap;
    turn.words.forEach((word, index) => {
      const place = { at, turn: turn.index, word: index };
      for (const concept of conceptsOf(word.text)) put(speech, concept, place);
      const more = conceptInContext(turn, index);
      if (more) put(speech, more, place);
      at += endsSentence(word) ? 1 + sentenceGap : 1;
    });
    at += turn.by === 'agent' ? agentGap : turnGap;
  }
  return speech;
}

function put(speech: Map<Concept, Place[]>, concept: Concept, place: Place): void {
  const places = speech.get(concept);
  if (places) places.push(place);
  else speech.set(concept, [place]);
}

/** Meanings that take more than the word itself: an amount of money, and "never mind". */
function conceptInContext(turn: Turn, index: number): Concept | null {
  const word = turn.words[index];
  if (!word) return null;
  const next = turn.words[index + 1]?.text ?? '';
  if (word.text === 'nevermind' || (word.text === 'never' && next === 'mind')) return 'takenBack';
  if (!isDigits(word)) return null;
  const marked = '$£€₹'.includes(turn.text[word.start - 1] ?? ' ');
  return marked || /^(?:dollars?|bucks|euros?|pounds?|credits|rupees)$/.test(next) ? 'sum' : null;
}

/** "So you would like to …, correct?" - not an offer of something more. */
function isProposalOfAgent(text: string): boolean {
  return (
    /\byou(?:'d| would)? (?:want|like|need|lost)|\bso you\b|\byour .{0,60}\bcorrect\?|\b(?:may|shall|should|can) i .{0,60}\b(?:add|added|update|updated|change|changed|log|open|file|save)\b/i.test(
      text.slice(0, 400),
    ) && !agrees(text)
  );
}

/** The first place where each cue holds, one per turn. */
export function findCues<Kind extends string>(speech: Speech, cues: readonly Cue<Kind>[]): CueFound<Kind>[] {
  return cues.flatMap((cue) => findCue(speech, cue));
}

function findCue<Kind extends string>(speech: Speech, cue: Cue<Kind>): CueFound<Kind>[] {
  const [head, ...rest] = cue.needs;
  const found: CueFound<Kind>[] = [];
  for (const place of (head && speech.get(head)) || []) {
    if (found.at(-1)?.turn === place.turn) continue;
    const others = rest.map((concept) => nearest(speech, concept, place, cue));
    if (others.some((other) => other === null)) continue;
    const places = [place, ...others.filter((other) => other !== null)];
    if (
      cue.unless?.some((concept) => nearest(speech, concept, place, { within: Math.max(cue.within + 2, 6) }) !== null)
    )
      continue;
    if (takenBack(speech, place)) continue;
    if (cue.sameTurn && places.some((each) => each.turn !== place.turn)) continue;
    const turn = Math.max(...places.map((each) => each.turn));
    const within = places.filter((each) => each.turn === turn).map((each) => each.word);
    if (found.at(-1)?.turn === turn) continue;
    found.push({ cue, turn, from: Math.min(...within), to: Math.max(...within) + 1 });
  }
  return found;
}

/** "Let's make a report, but never mind" raises nothing. */
function takenBack(speech: Speech, place: Place): boolean {
  return speech.has('takenBack') && nearest(speech, 'takenBack', place, { within: 10, inOrder: true }) !== null;
}

/** The place of a concept nearest to another, no farther than the cue allows; null where there is none. */
function nearest(
  speech: Speech,
  concept: Concept,
  to: Place,
  { within, inOrder = false }: { within: number; inOrder?: boolean },
): Place | null {
  const places = speech.get(concept);
  if (!places) return null;
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.at ?? 0) <= to.at) low = middle + 1;
    else high = middle;
  }
  const after = places[low];
  const same = places[low - 1];
  const before = same?.at === to.at ? places[low - 2] : same;
  const ahead = after && after.at - to.at <= within ? after : null;
  const back = !inOrder && before && to.at - before.at <= within ? before : null;
  if (ahead && back) return ahead.at - to.at <= to.at - back.at ? ahead : back;
  return ahead ?? back;
}
