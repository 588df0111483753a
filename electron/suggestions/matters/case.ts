import type { SuggestedValue, Suggestion } from '../../../shared/model/suggestion.ts';
import { caseCues } from '../cues/case-cues.ts';
import type { CaseKind } from '../cues/case-kind.ts';
import type { CueFound } from '../cues/cue.ts';
import type { Speech } from '../cues/speech.ts';
import type { Hearing } from '../reading/hearing.ts';
import { agrees } from '../reading/turns.ts';
import { detailsOfCase } from './case-details.ts';
import { quoteSentence, quoteTurn } from './quote.ts';
import { type Raised, raisedIn } from './raised.ts';

/** Kinds of one family are one case: a caller who disputes a charge and speaks of fraud reports one thing. */
const familyByKind: Readonly<Record<CaseKind, string>> = {
  'disputed-charge': 'money',
  fraud: 'money',
  'lost-card': 'card',
  'card-replacement': 'card',
  'account-closure': 'closure',
  'device-damage': 'trouble',
  'not-working': 'trouble',
  'service-request': 'service',
  'return-or-refund': 'order',
  'order-trouble': 'order',
  complaint: 'complaint',
};

/** Families that come as a second case beside a first; the others only add to what was said already. */
const separate = new Set(['money', 'card', 'closure', 'service']);

/** The cases a caller's words ask for. */
export function suggestCases(hearing: Hearing, speech: Speech): Suggestion[] {
  const raised = raisedIn(speech, caseCues, (kind) => familyByKind[kind]);
  const [first, ...rest] = raised;
  if (!first) return [];
  const others = rest.filter(
    (each) => separate.has(familyByKind[each.kind]) && each.turn > first.turn && each.certainty !== 'unsure',
  );
  return [
    toSuggestion(hearing, first, 'case'),
    ...others.map((each) => toSuggestion(hearing, each, `case:${familyByKind[each.kind]}`)),
  ];
}

function toSuggestion(hearing: Hearing, raised: Raised<CaseKind>, matter: string): Suggestion {
  const subject = callerFirst(
    hearing,
    raised.found.filter(({ turn }) => turn <= raised.turn + 1),
  );
  const quoted = firstQuote(subject, (each) => quoteSentence(hearing, 'Subject', each));
  const described = description(hearing, raised);
  const values = [quoted, described].filter((value) => value !== null);
  return {
    action: 'create_case',
    matter,
    pinnedTo: hearing.turns[raised.turn]?.utterance.id ?? '',
    values: [...values, ...detailsOfCase(hearing, raised)],
    certainty: raised.certainty,
    reasons: raised.reasons,
  };
}

type Found = CueFound<CaseKind>;

/** The caller's own words before what the agent said and the caller agreed to. */
function callerFirst(hearing: Hearing, found: readonly Found[]): Found[] {
  return [...found].sort((a, b) => byParty(hearing, a, b));
}

function byParty({ turns }: Hearing, a: Found, b: Found): number {
  return Number(turns[a.turn]?.by === 'agent') - Number(turns[b.turn]?.by === 'agent');
}

function firstQuote(
  found: readonly CueFound<CaseKind>[],
  take: (each: CueFound<CaseKind>) => SuggestedValue | null,
): SuggestedValue | null {
  for (const each of found) {
    const value = take(each);
    if (value) return value;
  }
  return null;
}

/** What the caller answered when asked for details; else the fullest of the turns that raised the matter. */
function description(hearing: Hearing, raised: Raised<CaseKind>): SuggestedValue | null {
  const answer = hearing.turns.find(
    (turn) =>
      turn.by === 'caller' &&
      turn.afterAgent &&
      turn.index >= raised.turn - 2 &&
      turn.asked.includes('details') &&
      turn.words.length > 0 &&
      !(turn.words.length <= 3 && agrees(turn.text)),
  );
  const answered =
    answer && quoteTurn(hearing, 'Description', { turn: answer.index, from: 0, to: answer.words.length });
  if (answered) return answered;
  const near = raised.found.filter(({ turn }) => turn <= raised.turn + 4);
  const weightOf = (index: number) => near.filter(({ turn }) => turn === index).length;
  const lengthOf = (index: number) => hearing.turns[index]?.words.length ?? 0;
  const byWeight = callerFirst(hearing, near).sort(
    (a, b) =>
      byParty(hearing, a, b) ||
      weightOf(b.turn) - weightOf(a.turn) ||
      lengthOf(b.turn) - lengthOf(a.turn) ||
      a.turn - b.turn,
  );
  return firstQuote(byWeight, (each) => quoteTurn(hearing, 'Description', each));
}
