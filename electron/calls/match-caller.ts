import type { CallerCandidate, CallerMatch } from '../../shared/model/caller-match.ts';
import type { Certainty } from '../../shared/model/certainty.ts';
import type { RecordRef } from '../../shared/model/record-ref.ts';

/** What is known of the caller: the number they call from, and what they say of themselves. */
export type CallerFacts = {
  phone: string | null;
  name: string | null;
  email: string | null;
  /** Of a case they say is theirs. */
  caseNumber?: string | null;
};

/** A record that fits some of the facts, as looking in the org found it. */
export type FoundPerson = {
  record: RecordRef;
  accountId: string | null;
  phone: string | null;
  email: string | null;
  /** Which fields agree with the facts, and how closely. */
  matched: readonly { field: string; label: string; how: 'exact' | 'close' }[];
};

type Fit = 'number' | 'name' | 'close-name' | 'email' | 'case';

const weight: Record<Fit, number> = { number: 4, email: 4, case: 4, name: 2, 'close-name': 1 };

/** Who is calling, judged by what fits: a number or an address alone is likely, with the name it is certain. */
export function matchCaller(facts: CallerFacts, found: readonly FoundPerson[]): CallerMatch {
  const ranked = found
    .map((person) => ({ person, score: scoreOf(person) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.person.record.id.localeCompare(b.person.record.id));
  const tied = ranked.filter(({ score }) => score === ranked[0]?.score).map(({ person }) => person);
  const behind = onlyPersonOf(tied);
  if (behind) ranked.sort((a, b) => Number(b.person === behind) - Number(a.person === behind));
  const [best, second] = ranked;
  if (!best) return { state: 'none', lookedFor: lookedFor(facts) };
  const candidates = ranked.map(({ person, score }) => candidateOf(person, score, facts));
  const [first, ...others] = candidates;
  const alone = !second || second.score < best.score || best.person === behind;
  if (first && alone && first.certainty !== 'unsure') return { state: 'matched', person: first, by: 'console', others };
  return { state: 'several', candidates };
}

/** Who calls from a number that their account has too: not the account, which does not speak. */
function onlyPersonOf(tied: readonly FoundPerson[]): FoundPerson | null {
  const people = tied.filter(({ record }) => record.object !== 'Account');
  const [only] = people;
  if (!only || people.length > 1) return null;
  const isTheirs = ({ record }: FoundPerson) => record.object !== 'Account' || record.id === only.accountId;
  return tied.every(isTheirs) ? only : null;
}

/** Whether the facts changed in a way that could change who it is. */
export function sameFacts(a: CallerFacts, b: CallerFacts): boolean {
  const sameCase = (a.caseNumber ?? null) === (b.caseNumber ?? null);
  return a.phone === b.phone && a.name === b.name && a.email === b.email && sameCase;
}

function scoreOf({ matched }: FoundPerson): number {
  const ways = new Set(matched.map(fitOf));
  return [...ways].reduce((sum, how) => sum + weight[how], 0);
}

function candidateOf(person: FoundPerson, score: number, facts: CallerFacts): CallerCandidate {
  const ways = new Set(person.matched.map(fitOf));
  const reasons = person.matched.map((match) => reasonOf(match.label, fitOf(match)));
  const otherName = facts.name !== null && !ways.has('name') && !ways.has('close-name');
  if (otherName) reasons.push(`but says the name ${facts.name}`);
  return {
    record: person.record,
    certainty: certaintyOf(score, otherName),
    reasons,
    accountId: person.accountId,
    phone: person.phone,
    email: person.email,
  };
}

function certaintyOf(score: number, otherName: boolean): Certainty {
  if (otherName) return 'unsure';
  if (score >= weight.number + weight['close-name']) return 'certain';
  // A name alone is shared by many; a full name that only one record has is worth proposing on.
  return score >= weight.name ? 'likely' : 'unsure';
}

function fitOf({ field, how }: FoundPerson['matched'][number]): Fit {
  if (/phone/i.test(field)) return 'number';
  if (/email/i.test(field)) return 'email';
  if (field === 'CaseNumber') return 'case';
  return how === 'exact' ? 'name' : 'close-name';
}

function reasonOf(label: string, how: Fit): string {
  switch (how) {
    case 'number':
      return `number matches ${label}`;
    case 'email':
      return `says the e-mail address in ${label}`;
    case 'case':
      return 'gives the number of a case of theirs';
    case 'name':
      return 'says this name';
    case 'close-name':
      return 'says a name like this';
  }
}

function lookedFor({ phone, name, email, caseNumber = null }: CallerFacts): string[] {
  const named = caseNumber && `case ${caseNumber}`;
  return [phone, name, email, named].filter((fact): fact is string => fact !== null);
}
