/** Words that tell how a call went. English, as the rest of our rules; other languages are left unclear rather than guessed. */

/** Something was done. */
export const doneWords =
  /\b(?:(?:i(?:'ve| have)|we(?:'ve| have)|that(?:'s| is| has been)|it(?:'s| is| has been)|(?:has|have) (?:now |just |already )?been|(?:is|are) (?:now |all )|you(?:'re| are) (?:now |all )) ?(?:now |just |all |already |been |successfully )*)(?:updated?|changed?|corrected|fixed|done|booked|cancell?ed|logged|sent|set|added|processed|refunded|reset|replaced|noted|confirmed|scheduled|reserved|approved|issued|credited|removed|activated|upgraded|ordered|placed|submitted|saved|filed|registered|enrolled|opened|closed|resolved|sorted|taken care of|put (?:that|it|this) (?:in|down|through))\b/i;

/** Somebody will do something later: those on the line will hear of it. */
export const promiseWords =
  /\b(?:i|we|someone|somebody|a colleague|(?:one of )?(?:our|my|the) [\w ]{0,30}?|a [\w ]{0,20}?(?:specialist|manager|agent|technician|representative|person|team))(?:'ll| will| shall|(?:'m| am|'re| are|'s| is) going to) (?:\w+ )?(?:call|ring|phone|get back|follow up|reach out|look into|check (?:on|with|into)|contact|be in touch|let you know|find out|investigate|review|come back)\b|\byou(?:'ll| will| should) (?:hear (?:back|from)|get a (?:call|callback)|be (?:called|contacted)|receive a call)\b|\bwill (?:then )?(?:call|contact|phone|ring|reach) you\b|\b(?:i|we)'ll have (?:it|that|this) \w+ed\b|\bcall you back\b/i;

/** It could not be done. */
export const unableWords =
  /\b(?:(?:i|we)(?:'m| am|'re| are) (?:unable|not able)|(?:i|we) (?:can(?:'|no)t|cannot|can not|could(?:n't| not)) (?:do|help|find|process|access|offer|change|complete|make|approve|verify|refund|cancel|authenticate|authorize)|(?:is|are) (?:not (?:possible|available|eligible|allowed)|unavailable)|there(?:'s| is) (?:nothing|no way)|unfortunately)\b/i;

/** The line is handed to somebody else. */
export const handoverWords =
  /\b(?:(?:transfer(?:ring)?|connect(?:ing)?|put(?:ting)?|hand(?:ing)?) (?:you|this call|the call) (?:over |through )?(?:to|with|through|over)|you(?:'re| are) being transferred)\b/i;

/** A machine picked up. */
export const machineWords =
  /\b(?:leave (?:a|your) message|after the (?:tone|beep)|at the (?:tone|beep)|voice ?mail|not available to take your call)\b/i;

/** The caller is not served. */
export const unservedWords =
  /\b(?:(?:that|this|it|you)(?:'s| is|'re| are)? ?(?:does(?:n't| not)|did(?:n't| not)|not) (?:help(?:ful|ing)?|work(?:ing)?|good enough|acceptable)|no help|never ?mind|forget it|i give up|still (?:not|does(?:n't| not)|did(?:n't| not)|has(?:n't| not)|have(?:n't| not)|can(?:'|no)t|waiting|broken)|(?:speak|talk) (?:to|with) (?:a |your |the )?(?:manager|supervisor|human|real person|someone else)|i(?:'ll| will|'m going to) (?:cancel|take my business|go (?:to|with) (?:a|another)))\b/i;

/** The caller is served. */
export const servedWords =
  /\b(?:thank(?:s| you)|perfect|great|awesome|wonderful|excellent|lovely|brilliant|fantastic|that(?:'s| is) (?:all|it|everything|great|fine|right)|that works|sounds good|no,? that(?:'s| is) (?:all|it)|appreciate)\b/i;

/** The caller takes leave. */
export const farewellWords = /\b(?:good ?bye|bye(?: bye)?|see you|have a (?:good|nice|great)|take care)\b/i;

/** What callers say when they are pleased, with its weight. */
export const gladWords: readonly [RegExp, number][] = [
  [
    /\b(?:perfect|awesome|wonderful|excellent|brilliant|fantastic|amazing|lovely|delighted|love (?:it|that|this))\b/gi,
    1,
  ],
  [/\b(?:great|glad|happy with|relieved|pleased|nice one|that(?:'s| is) so kind)\b/gi, 0.75],
  [/\b(?:so|very|really|super|extremely) (?:helpful|kind|quick|easy|good|nice|happy)\b/gi, 1],
  [/\b(?:thank you (?:so|very) much|thanks (?:so much|a lot|a million)|appreciate|you(?:'ve| have) been)\b/gi, 0.75],
  [/\b(?:thanks|thank you|cheers)\b/gi, 0.25],
];

/** What callers say when they are not, with its weight. */
export const upsetWords: readonly [RegExp, number][] = [
  [
    /(?<!\b(?:i(?:'m| am)|(?:line|connection|signal|reception|weather|traffic)(?:'s| is| was)) (?:so |really |just )?)\b(?:ridiculous|unacceptable|outrageous|disgusting|terrible|awful|horrible|appalling|useless|worst|furious|angry|livid|fed up|sick (?:and tired )?of|joke|scandal|disgrace(?:ful)?|nightmare|pathetic)\b/gi,
    1.5,
  ],
  [
    /\b(?:frustrat(?:ed|ing|ion)|annoy(?:ed|ing)|upset|disappoint(?:ed|ing|ment)|unhappy|not (?:very |at all |too )?(?:happy|pleased|impressed|good enough|acceptable)|waste of|fuming|complain(?:t|ing)?|rude|mess(?:ed)? up|incompetent|lied|liars?)\b/gi,
    1,
  ],
  [
    /\b(?:(?:second|third|fourth|fifth|2nd|3rd|4th) time|again and again|over and over|for (?:days|weeks|months|hours)|how many times|keeps? (?:happening|breaking|failing)|still (?:not|hasn't|haven't|waiting|doesn't|didn't)|no one|nobody (?:called|answers?|helps?))\b/gi,
    0.75,
  ],
  [
    /\b(?:(?:speak|talk) (?:to|with) (?:a |your |the )?(?:manager|supervisor)|lawyer|sue|legal action|never (?:again|using|buying|coming)|take my business)\b/gi,
    1,
  ],
  [/\b(?:wrong|damaged|broken|late|missing|overcharged|charged (?:me )?twice|double charge)\b/gi, 0.25],
];

/** What people call about. */
export const matterWords =
  /\b(?:want|need|would like|'d like|looking|trying|calling|call(?:ed)?|wondering|question|problem|issue|trouble|wrong|broken|not working|stopped|change|update|cancel|refund|return|order|bill(?:ing|ed)?|charg(?:e|ed|es)|book(?:ing)?|moved?|new|late|missing|never|can(?:'|no)t|help|appointment|delivery|payment|invoice|password|address|email|phone|schedule|check|find|buy|report)\b/gi;
