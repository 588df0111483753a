import type { MaskedSpan } from '../../../shared/model/utterance.ts';
import type { Asked } from './asked-secrets.ts';
import type { Label } from './secret-labels.ts';

const longestAnswer = 120;
const mostWords = 8;

/** Passwords and answers to security questions: what stands behind their name, or is all of an answer to a question. */
export function findWordSecrets(text: string, labels: readonly Label[], asked: Asked): MaskedSpan[] {
  const named = labels
    .filter((label) => label.means === 'password' || label.means === 'security-answer')
    .flatMap((label) => valueAfter(text, label) ?? []);
  if (named.length > 0) return named;
  const wantsWords = asked.secrets.some((each) => each === 'password' || each === 'security-answer');
  return wantsWords ? (answerIn(text) ?? []) : [];
}

const link =
  /^[\s"“]*(?:(?:for|to|of) (?:the |my |your |this )?\w{1,20} )?(?:is|was|are|would be|should be|:|=|-|it['’]?s)[\s:"“]*(?:(?:called|named|the word|just|simply|now)\s+)?/i;
/** What is said about a password, not what it is. */
const remark =
  /^(?:not?|wrong|incorrect|invalid|expired?|locked|blocked|forgotten|lost|required|needed|correct|right|fine|okay?|good|bad|reset|changed|updated|saved|working|broken|compromised|secure|safe|weak|strong|being|been|never|always|still|already|also|too|very|so|the|a|an|that|this|what|which|there|in|on|at|to|for|with|by|from|my|your|one|same|case|different|new|old|sent|ready|important|secret|private|confidential|asking|why|because|and|or|but|if|when|please|only|really|going|supposed|set|shown?|displayed|kept|stored|encrypted|below|above|here|as|it|i|you|we|he|she|they)\b/i;

function valueAfter(text: string, label: Label): MaskedSpan | null {
  const rest = text.slice(label.end, label.end + longestAnswer);
  const linked = link.exec(rest);
  const from = linked ? linked[0].length : (/^[\s,]*/.exec(rest)?.[0].length ?? 0);
  const value = valueAt(rest.slice(from));
  if (value === '' || remark.test(value)) return null;
  // Without "is" only what has a digit in it, or is a name, can be told from a sentence that goes on.
  const isName = label.means === 'security-answer' && /^\p{Lu}\p{Ll}+\b/u.test(value);
  if (!linked && !/\d/.test(value) && !isName) return null;
  return { start: label.end + from, end: label.end + from + value.length, kind: 'password' };
}

// To the end of the clause; a mark inside a word is part of the password. What is spelled out ("m 0 n 3 y") has many words; of others the first is the password.
function valueAt(rest: string): string {
  const clause =
    /^[^\n]{0,80}?(?=\n|[,.;?!](?:\s|$)|\s(?:and|but|that|which|so|or|for|please|thanks?|with)\b|$)/i.exec(rest)?.[0] ??
    '';
  const words = clause.trimEnd().split(/\s+/);
  const spelled = words.every(
    (word) =>
      word.length <= 2 ||
      /\d/.test(word) ||
      /^(?:capital|lower|upper|case|dash|underscore|dot|at|hash|star|exclamation|mark)$/i.test(word),
  );
  if (spelled || words.length <= 3) return clause.trimEnd();
  return words[0] ?? '';
}

const leadIn =
  /^(?:(?:um+|uh+|er+|well|so|oh|ok(?:ay)?|sure|yes|yeah|yep|of course|certainly|hi|hello|it['’]?s|it is|it was|it would be|that['’]?s|that is|that would be|that was|is|was|my|the|her|his|mothers?|mother['’]s|maiden|name|password|passcode|passphrase|answer|pet['’]?s?|dog['’]?s?|cat['’]?s?|i think|i believe|named|called|had|a|i)(?![\p{L}\d])[\s,.:!"“-]*)*/iu;
const noAnswer =
  /\b(?:don['’]?t|dont|do not|can['’]?t|cannot|cant|couldn['’]?t|didn['’]?t|won['’]?t|forgot(?:ten)?|remember|not|never|sorry|pardon|what|why|who|how|wait|hold|moment|second|sec|minute|let me|repeat|again|no idea|unsure|help|need|want|would|please|thank|thanks|correct|locked|reset)\b/i;

const spokenFiller =
  /^(?:yes|yeah|no|nope|well|okay|sure|hmm+|sorry|wait|actually|thanks|hold|please|right|oh|man|sir|hey|hi|hello|look|listen|honestly|unfortunately)$/i;

function answerIn(text: string): MaskedSpan[] | null {
  const said = text.trimEnd();
  const called = /\b(?:named|called|name (?:is|was)|it was|answer is|yes)\s+(\p{L}{2,20})\b/iu.exec(said);
  const isLong =
    said.length > longestAnswer || said.endsWith('?') || noAnswer.test(said) || said.split(/\s+/).length > mostWords;
  if (isLong && called?.[1] && !remark.test(called[1])) {
    const at = called.index + called[0].length - called[1].length;
    return [{ start: at, end: at + called[1].length, kind: 'password' }];
  }
  const only = /^\p{Lu}\p{L}{2,19}(?=[,.])/u.exec(said);
  if (isLong && only && !spokenFiller.test(only[0])) return [{ start: 0, end: only[0].length, kind: 'password' }];
  if (said.length > longestAnswer || said.endsWith('?') || noAnswer.test(said)) return null;
  const from = leadIn.exec(said)?.[0].length ?? 0;
  const answer = said.slice(from).replace(/[.,!"”…]+$/, '');
  if (answer === '' || /^(?:no|nope|none|n\/a)$/i.test(answer)) return null;
  const words = answer.split(/\s+/);
  // Spelled out, letter by letter, an answer has more words than a password of words.
  if (words.length > mostWords && !words.every((word) => word.length <= 6)) return null;
  return [{ start: from, end: from + answer.length, kind: 'password' }];
}
