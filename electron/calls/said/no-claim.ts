/** Words that may be a claim, with what stands around them in their sentence. */
type Said = { before: string; words: string; after: string; asks: boolean; tense: 'done' | 'promised' };

const condition =
  /\b(?:if|once|when|whenever|unless|until|after|as soon as|before|in case|in order to|provided|assuming|whether|to (?:proceed|help|assist|confirm|clarify|complete|do|make|get|start|begin|process|finali[sz]e|verify))\b/;
const denial =
  /\b(?:not|n't|never|cannot|unable|unfortunately|no longer|without|neither|nor|isn't|aren't|hasn't|haven't|wasn't|won't|can't|couldn't|didn't|don't|doesn't)\b|n't\b/;
const maybe =
  /\b(?:would|could|can|may|might|should|shall|want me to|like me to|able to|happy to|glad to|need to|have to|going to need|try to|offer to|how|why|what|which|who|where)\b/;
const readOut =
  /\b(?:i (?:can )?see|i(?:'m| am) seeing|i (?:have )?found|it (?:looks|seems|appears|shows|says)|looks like|shows? that|according to|records?|system (?:shows|says|indicates)|as (?:i|we)|you (?:said|mentioned|told|have|want|wanted|asked|requested|need|already)|you've|your request to|the caller|sorry (?:that|to)|because)\b/;
const past =
  /\b(?:was|were|had been|last (?:week|month|year|time)|yesterday|previously|earlier|in the past|originally|ago)\b/;
const asksFirst =
  /^\s*(?:(?:and|so|ok(?:ay)?|well|great|thank you|thanks|sure|perfect|alright|all right)[, ]+)*(?:have|has|had|did|do|does|can|could|would|shall|will|may|is|are|was|were|what|which|when|where|how|who|should|anything|any)\b/;
const newQuestion =
  /[,–-] ?(?:and |but |so )?(?:is there|anything|what|can i|may i|could|would|do you|does|how|are you|shall|will there|have you)\b| (?:is there anything|anything else|would you like|do you need|can i help|what else)\b/;
const followsUp = /^[^,.]{0,80}?\b(?:if|unless|once|when|as soon as|after|before you|provided|in case)\b/;
/** What someone else is told to do. */
const toldTo = /\b(?:please|you'll need to|you will need to|you need to|make sure (?:you|that you)|let me know)\b/;

/** Whether the words around it make a claim none: a question, an offer, a condition, a denial, or something read out. */
export function isBarred({ before, words, after, asks, tense }: Said): boolean {
  const near = before.slice(-90);
  if (asks && (asksFirst.test(before + words) || !newQuestion.test(after))) return true;
  if (denial.test(words) || denial.test(clauseOf(near)) || /^ (?:not|nothing|no|never|n't)\b/.test(after)) return true;
  if (
    condition.test(near) ||
    /^\s*(?:and |but |or )?(?:if|once|when|unless|until|after|before|as soon as|in case)\b/.test(words) ||
    toldTo.test(clauseOf(near))
  )
    return true;
  if (maybe.test(clauseOf(near)) || readOut.test(clauseOf(near))) return true;
  // "Please give me the number, and I'll proceed": a condition by another name; "let me correct that" is about its own words.
  if (tense === 'promised' && (toldTo.test(near) || /^let me correct\b/.test(words))) return true;
  if (/\b(?:my|mine)\b/.test(words) || /^ (?:\w+ )?my\b/.test(after) || /\bas\s*$/.test(near)) return true;
  if (tense === 'promised') return followsUp.test(after);
  return past.test(words) || past.test(after.slice(0, 40));
}

/** What stands in the same clause before it. */
function clauseOf(before: string): string {
  return before.slice(
    Math.max(
      before.lastIndexOf(','),
      before.lastIndexOf(' and '),
      before.lastIndexOf(' but '),
      before.lastIndexOf(': '),
    ) + 1,
  );
}

const confirmation =
  /\b(?:confirm|is (?:that|this) (?:right|correct|ok|okay|fine|alright|all right|good)|does (?:that|this) (?:sound|work|look)|sound good|(?:would you like|do you want) (?:me )?to (?:proceed|go ahead|do (?:that|this|it)|continue)|shall i (?:proceed|go ahead|do (?:that|this|it)|continue)|are you sure|(?:correct|right|okay|ok|yes)\?|\(?yes(?:\/| or )no|to proceed)/;

/** Whether what was announced is asked about in what follows: it is an offer then. */
export function isSettledLater(later: string): boolean {
  return confirmation.test(later.slice(0, 400));
}
