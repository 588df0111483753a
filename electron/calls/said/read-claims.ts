import type { ClaimAct, ClaimTopic, SaidClaim } from '../../../shared/model/said-claim.ts';
import { idioms, topicWords, verbs } from './claim-words.ts';
import { isBarred, isSettledLater } from './no-claim.ts';

/** How much of one utterance is read; what lies beyond is no speech. */
const maxReadLength = 4_000;
const maxClaims = 8;

const all = [...idioms, ...verbs];
const anyOf = (form: 'base' | 'past' | 'ing') => all.map((each) => each[form]).join('|');

const adverbs =
  '(?:(?:now|just|already|also|successfully|then|only|both|gladly|certainly|gone ahead and|go ahead and|went ahead and|quickly|right away|immediately|personally) )*';
const have = "(?:'ve| have|'d)?";
const me = '\\b(?:i|we)';

/** How people say that they did, or will do, something. The verb is the group `verb`. */
const forms: readonly {
  tense: SaidClaim['tense'];
  form: 'base' | 'past' | 'ing';
  passive: boolean;
  pattern: RegExp;
}[] = [
  // "I've updated…", "we went ahead and opened…", "I was able to update…"
  done('past', `${me}${have} ${adverbs}(?<verb>${anyOf('past')})\\b`),
  done('base', `${me} (?:was|were) able to ${adverbs}(?<verb>${anyOf('base')})\\b`),
  // "I have had it changed"
  done('past', `${me}${have} (?:had|got|gotten) [\\w' ]{1,40}? ${adverbs}(?<verb>${anyOf('past')})\\b`),
  // "your email has been updated", "the ride is booked", "it's submitted"
  passive('done', `(?:has|have|'s|'ve) ${adverbs}been ${adverbs}(?<verb>${anyOf('past')})\\b`),
  passive(
    'done',
    `(?:is|are|'s|'re|its) (?:(?:now|all|already|successfully) )*(?<verb>${anyOf('past')})\\b(?! (?:to|by|on (?:the|your) (?:invoice|account)))`,
  ),
  // "Alarm added successfully."
  passive('done', `(?<verb>${anyOf('past')}) successfully\\b`),
  // "I'll update…", "we are going to open…", "let me add…"
  promised(
    'base',
    `${me}(?:'ll|'m going to| am going to|'re going to| are going to| will|'m gonna) ${adverbs}(?<verb>${anyOf('base')})\\b`,
  ),
  promised('base', `\\blet me ${adverbs}(?<verb>${anyOf('base')})\\b`),
  promised(
    'past',
    `${me}(?:'ll| will) ${adverbs}(?:have|get|make sure) [\\w' ]{1,50}? ${adverbs}(?<verb>${anyOf('past')})\\b`,
  ),
  promised('ing', `${me}(?:'m| am|'re| are) ${adverbs}(?<verb>${anyOf('ing')})\\b`),
  promised('ing', `${me}(?:'ll| will) (?:\\w+ )?proceed with (?:the )?(?<verb>${anyOf('ing')})\\b`),
  // "your refund will be issued"
  passive('promised', `(?:will|'ll) ${adverbs}be ${adverbs}(?<verb>${anyOf('past')})\\b`),
];

function done(form: 'base' | 'past', text: string) {
  return { tense: 'done' as const, form, passive: false, pattern: new RegExp(text, 'g') };
}
function promised(form: 'base' | 'past' | 'ing', text: string) {
  return { tense: 'promised' as const, form, passive: false, pattern: new RegExp(text, 'g') };
}
function passive(tense: SaidClaim['tense'], text: string) {
  return { tense, form: 'past' as const, passive: true, pattern: new RegExp(text, 'g') };
}

const others =
  '\\b(?:someone|somebody|(?:a|an|one of (?:our|my)|our|my|the|your) (?:\\w+ ){0,3}?(?:team|colleagues?|representatives?|agents?|specialists?|technicians?|members?|managers?|supervisors?|department|staff|experts?|billing|support)(?: of [\\w ]{1,30}?)?|they|we|i)';

/** What is said with no verb of the list. */
const sayings: readonly { tense: SaidClaim['tense']; act: ClaimAct; pattern: RegExp }[] = [
  {
    tense: 'promised',
    act: 'contact',
    pattern: new RegExp(
      `${others}(?: from [\\w ]{1,30}?)?(?:'ll| will| is going to| are going to) (?:\\w+ly |then |also )?(?:call|phone|ring|contact|reach out|get back|come back|get in (?:touch|contact)|be in (?:touch|contact)|be reaching out|be calling|be contacting|follow up|give you a (?:call|ring)|respond to you|answer you|return your call|be (?:getting )?back (?:to|in touch))\\b`,
      'g',
    ),
  },
  {
    tense: 'promised',
    act: 'contact',
    pattern:
      /\byou(?:'ll| will| should) (?:then |also |soon )?(?:hear (?:back )?from|be (?:contacted|called|notified)|(?:get|receive) an? (?:\w+ )?(?:call|phone call|callback))\b/g,
  },
  {
    tense: 'promised',
    act: 'contact',
    pattern: /\byou can expect (?:a|an|our) (?:\w+ )?(?:call|callback|reply|answer|visit)\b/g,
  },
  {
    tense: 'promised',
    act: 'confirm',
    pattern:
      /\b(?:you(?:'ll| will| should)|you can expect to) (?:then |also |soon |shortly )?(?:get|receive|have) (?:a|an|the|your|another) (?:[\w-]+ ){0,3}?(?:e-?mail|confirmation|text|sms|message|link|receipt|letter|copy|code|instructions)\b/g,
  },
  {
    tense: 'promised',
    act: 'confirm',
    pattern:
      /\b(?:a|an|the|your) (?:[\w-]+ ){0,2}?(?:e-?mail|confirmation|text|sms|message|link|receipt|instructions)(?: with [\w ]{1,30}?)? (?:will be sent|will follow|will arrive|is on (?:its|the) way)\b/g,
  },
  {
    tense: 'promised',
    act: 'confirm',
    pattern: /\bwill receive (?:a|an|the|your) (?:[\w-]+ ){0,2}?(?:e-?mail|confirmation|text)\b/g,
  },
  {
    tense: 'promised',
    act: 'refund',
    pattern:
      /\b(?:you(?:'ll| will) (?:get|receive|see) (?:a|your|the) (?:full |partial )?(?:refund|credit|money back)|(?:refund|money|credit)[\w ]{0,40}? (?:is|are|'s) (?:now )?on (?:its|the|their) way|refund[\w ]{0,40}? will (?:be )?(?:arrive|appear|show|go back|returned))\b/g,
  },
  {
    tense: 'done',
    act: 'book',
    pattern: /\byou(?:'re| are) (?:now |all )?(?:booked|scheduled|confirmed for)\b/g,
  },
];

/** What an agent's words claim: things done, or promised. Offers, questions, conditions and denials are none. Linear, and bounded. */
export function readClaims(text: string): SaidClaim[] {
  const read = text.slice(0, maxReadLength).toLowerCase().replaceAll('’', "'");
  if (read.length !== Math.min(text.length, maxReadLength)) return [];
  const claims: SaidClaim[] = [];
  for (const sentence of sentencesOf(read)) {
    const later = read.slice(sentence.end);
    for (const claim of claimsIn(sentence)) {
      // What others will do is no offer of the agent's.
      const own = claim.act !== 'contact' && claim.act !== 'confirm';
      if (claim.tense === 'promised' && own && isSettledLater(later)) continue;
      claims.push(claim);
      if (claims.length === maxClaims) return claims;
    }
  }
  return claims;
}

type Sentence = { text: string; start: number; end: number; asks: boolean };

function sentencesOf(read: string): Sentence[] {
  const sentences: Sentence[] = [];
  for (const { 0: text, index } of read.matchAll(
    /(?:[^.!?;\n]|(?<=\b(?:dr|mr|mrs|ms|st|no|a\.m|p\.m))\.|\.(?=[^\s"')*]))+[.!?;]*/g,
  )) {
    sentences.push({ text, start: index, end: index + text.length, asks: /\?\s*$/.test(text) });
  }
  return sentences;
}

type Found = { tense: SaidClaim['tense']; act: ClaimAct; start: number; end: number };

function claimsIn(sentence: Sentence): SaidClaim[] {
  const found: Found[] = [...sayingsIn(sentence.text), ...formsIn(sentence.text)].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  );
  const claims: SaidClaim[] = [];
  let upTo = -1;
  for (const each of found) {
    if (each.start < upTo) continue;
    const before = sentence.text.slice(0, each.start);
    const after = sentence.text.slice(each.end);
    if (
      isBarred({
        before,
        words: sentence.text.slice(each.start, each.end),
        after,
        asks: sentence.asks,
        tense: each.tense,
      })
    )
      continue;
    const end = each.end + tailOf(after);
    upTo = end;
    const lead =
      /^(?:[^\p{L}\p{N}"“]|(?:and|so|but) )*/u.exec(sentence.text.slice(each.start, each.end))?.[0].length ?? 0;
    const start = each.start + lead;
    const words = sentence.text.slice(start, end).trimEnd();
    claims.push({
      act: each.act,
      tense: each.tense,
      topics: topicsOf(words, each.act),
      start: sentence.start + start,
      end: sentence.start + start + words.length,
    });
  }
  return claims;
}

function sayingsIn(text: string): Found[] {
  return sayings.flatMap(({ tense, act, pattern }) =>
    [...text.matchAll(pattern)].map((hit) => ({ tense, act, start: hit.index, end: hit.index + hit[0].length })),
  );
}

function formsIn(text: string): Found[] {
  return forms.flatMap(({ tense, form, passive, pattern }) =>
    [...text.matchAll(pattern)].flatMap((hit) => {
      const said = hit.groups?.verb ?? '';
      const verb = all.find((each) => new RegExp(`^(?:${each[form]})$`).test(said));
      if (!verb) return [];
      const end = hit.index + hit[0].length;
      const subject = passive ? subjectBefore(text.slice(0, hit.index)) : '';
      if (passive && subject === null) return [];
      const about = `${subject ?? ''}${hit[0]}${passive ? '' : text.slice(end, end + 80)}`;
      if (verb.of && !verb.of.test(about)) return [];
      return [{ tense, act: verb.act, start: hit.index - (subject?.length ?? 0), end }];
    }),
  );
}

/** Whom or what a passive speaks of: the last few words before it. */
function subjectBefore(before: string): string | null {
  const subject =
    /(?:^|[,:] ?|\b(?:and|that|so|but|because) )((?:[\w'#@.$*-]+ ){0,9}[\w'#@.$*-]+ ?)$/.exec(before)?.[1] ?? null;
  // "you've been added", "I was told": whoever is spoken to is no thing that was done.
  if (subject === null || /^(?:i|we|who|what|which)\b/.test(subject.trim())) return null;
  return subject;
}

/** How far the claim goes on after its verb: to the end of its clause. */
function tailOf(after: string): number {
  const stop = /[,;:!?]|\.(?:\s|$)| (?:and|but|so|because|would|is there|can i|anything) /.exec(after);
  return Math.min(stop?.index ?? after.length, 120);
}

function topicsOf(words: string, act: ClaimAct): ClaimTopic[] {
  const topics = topicWords.filter(([, pattern]) => pattern.test(words)).map(([topic]) => topic);
  // A ticket that is booked is one to travel with; and that a note is a note needs no saying.
  const empty = act === 'book' ? 'case' : 'note';
  return act === 'book' || act === 'note' ? topics.filter((topic) => topic !== empty) : topics;
}
