import { findLabels, type SecretQuestion } from './secret-labels.ts';

/** What a turn asks the other one to say: which secrets, whether nothing else beside them, and whether a number that may be kept. */
export type Asked = { secrets: readonly SecretQuestion[]; alone: boolean; readable: boolean };

/** Nothing was asked for. */
export const nothingAsked: Asked = { secrets: [], alone: true, readable: false };

const asking =
  /\?|\b(?:what|which|may|can|could|would|please|provide|give|tell|confirm|verify|enter|need|share|say|read|spell|have|and)\b/i;
const refusing =
  /\b(?:don['’]?t|do not|never|not|without|no need to|shouldn['’]?t|can['’]?t|won['’]?t)\b[^.?!]{0,40}\b(?:tell|read|share|say|give|need|take|ask|send|out)\b/i;
const offering =
  /\b(?:reset|forgot|sent|send|change|new|replacement|replace|mail|issued?|order(?:ed)?|lost|stolen|block(?:ed)?|expired?)\b/i;
const demanding = /\b(?:what(?:['’]?s| is| was)|tell|give|read|say|provide|confirm|verify|enter|need)\b/i;
/** What else a question may ask for in the same breath. */
const otherMatters = /\b(?:name|account|date of birth|birth|phone|address|order|e-?mail|zip|post ?code|username|id)\b/i;
const spokenFor = /^(?:yes|no|ok(?:ay)?|sure|thanks?|thank you|great|perfect|alright|all right)\b/i;

/** What an agent's turn asks for. Questions and requests count; a remark about a password does not. */
export function askedBy(text: string): Asked {
  if (text.length > 2_000) return nothingAsked;
  const labels = text
    .split(/(?<=[.?!])\s+/)
    .filter((sentence) => isRequest(sentence, text))
    .flatMap(findLabels);
  const secrets = [...new Set(labels.flatMap((label) => label.means ?? []))];
  return { secrets, alone: !otherMatters.test(text), readable: labels.some((label) => label.means === null) };
}

// Machine transcripts often have no question mark, and a clerk may only say "mother's maiden name".
function isRequest(sentence: string, text: string): boolean {
  if (refusing.test(sentence)) return false;
  const words = sentence.split(/\s+/).length;
  const bare = words <= 10 && !spokenFor.test(sentence);
  // "I have sent you a new PIN" asks for nothing, "please read me the code we sent" does.
  if (offering.test(sentence)) return demanding.test(sentence);
  return asking.test(sentence) || (bare && text.length < 200);
}

/** A caller's turn that ends in naming a secret: the next one begins with it. */
export function announcedBy(text: string): Asked {
  const tail = text.slice(-60).trimEnd();
  if (!/\b(?:is|are|it['’]?s|number|code|digits|:)[\s,.:…]*$/i.test(tail)) return nothingAsked;
  const last = findLabels(tail).at(-1);
  return last?.means ? { secrets: [last.means], alone: true, readable: false } : nothingAsked;
}

const goOn =
  /^(?:(?:ok(?:ay)?|alright|all right|right|sure|yes|yeah|go ahead|uh[- ]?huh|mm+[- ]?h?m*|thank you|thanks|great|got it|take your time|no problem|and|and then|sorry|pardon|go on|one moment|i['’]?m listening|(?:can|could) you (?:please )?(?:repeat|say)(?: that| it)?(?: again| for me)?(?: please)?|please continue|continue)[\s,.!?…]*){1,4}$/i;

/** Whether a turn only says "go on", so that what was asked before is still to be answered. */
export function isGoOn(text: string): boolean {
  return text.length <= 80 && goOn.test(text.trim());
}
