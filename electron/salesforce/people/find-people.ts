import type { RecordRef } from '../../../shared/model/record-ref.ts';
import { toId18 } from '../ids.ts';
import { labelOf } from '../problems.ts';
import { textAt, toRecordRef } from '../records/display-name.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';
import { compareNames } from './compare-names.ts';
import { type FoundPerson, fullNameOf, personObjects } from './people.ts';
import { peopleByCase, peopleByEmail, peopleByName, peopleByPhone, peopleByText } from './people-queries.ts';
import { comparePhones } from './phone-numbers.ts';

/** What is known of a caller; everything given is compared, anything that agrees makes a candidate. */
export type PersonClues = {
  phone?: string | null;
  name?: string | null;
  email?: string | null;
  caseNumber?: string | null;
  /** Words typed into a search box: a name, an account, a number or an address. */
  text?: string | null;
};

/** How one field of a record agrees with what is known: equal, or near (a mishearing, a missing area code). */
export type FieldMatch = { field: string; label: string; how: 'exact' | 'close' };

/** A record that may be the caller, and what speaks for it; how sure that makes us is not decided here. */
export type PersonFacts = {
  record: RecordRef;
  accountId: string | null;
  matched: FieldMatch[];
  phone: string | null;
  email: string | null;
};

/** Finds the contacts, leads and accounts that agree with what is known of a caller; the best agreement first. */
export async function findPeople(connection: SalesforceConnection, clues: PersonClues): Promise<PersonFacts[]> {
  const [{ country }, people] = await Promise.all([connection.identity(), personObjects(connection)]);
  const known = { ...clues, ...cluesIn(clues.text) };
  const search = { connection, people, country };
  const [byPhone, byEmail, byCase, byName, byText] = await Promise.all([
    known.phone ? peopleByPhone(search, known.phone) : [],
    known.email ? peopleByEmail(search, known.email) : [],
    known.caseNumber ? peopleByCase(search, known.caseNumber) : [],
    known.name ? peopleByName(search, known.name) : [],
    known.text ? peopleByText(search, known.text) : [],
  ]);
  const fromCase = new Set(byCase.map((found) => String(found.row.Id)));
  const all = new Map(
    [...byPhone, ...byEmail, ...byCase, ...byName, ...byText].map((found) => [String(found.row.Id), found]),
  );
  return [...all.values()]
    .map((found) => {
      const matched = matchesOf(found, known, country);
      if (fromCase.has(String(found.row.Id))) matched.push({ field: 'CaseNumber', label: 'Case Number', how: 'exact' });
      return toFacts(found, matched, known.phone ?? null, country);
    })
    .filter((facts) => facts.matched.length > 0)
    .sort((a, b) => weightOf(b) - weightOf(a) || a.record.name.localeCompare(b.record.name));
}

/** What a text typed into the search box may be, by its looks. */
function cluesIn(text: string | null | undefined): PersonClues {
  const typed = text?.trim() ?? '';
  if (typed.includes('@')) return { email: typed };
  const digits = typed.replace(/[\s().+-]/g, '');
  if (!/^\d{5,15}$/.test(digits)) return {};
  return digits.length <= 8 ? { phone: typed, caseNumber: digits } : { phone: typed };
}

function matchesOf(found: FoundPerson, known: PersonClues, country: string): FieldMatch[] {
  const { person, row } = found;
  const matched: FieldMatch[] = [];
  const note = (field: string, how: FieldMatch['how'] | null) => {
    if (how) matched.push({ field, label: labelOf(field, person.object), how });
  };
  const { phone, email, name, text } = known;
  if (phone) for (const field of person.phones) note(field, comparePhones(phone, textAt(row, field) ?? '', country));
  if (email) {
    for (const field of person.emails)
      note(field, textAt(row, field)?.toLowerCase() === email.trim().toLowerCase() ? 'exact' : null);
  }
  if (name && person.nameParts.length > 0) note('Name', compareNames(name, fullNameOf(found)));
  if (text) noteText(found, text, note);
  return matched;
}

function noteText(
  found: FoundPerson,
  text: string,
  note: (field: string, how: FieldMatch['how'] | null) => void,
): void {
  const typed = text.trim().toLowerCase();
  const name = fullNameOf(found).toLowerCase();
  if (name.includes(typed)) note('Name', name === typed ? 'exact' : 'close');
  else note('Name', compareNames(text, fullNameOf(found)));
  const belongsTo = toRecordRef(found.person.object, found.row).detail?.toLowerCase() ?? '';
  if (found.person.nameParts.length > 0 && belongsTo.includes(typed)) {
    note(found.person.object.name === 'Lead' ? 'Company' : 'AccountId', belongsTo === typed ? 'exact' : 'close');
  }
}

function toFacts(found: FoundPerson, matched: FieldMatch[], phone: string | null, country: string): PersonFacts {
  const { person, row } = found;
  const numbers = person.phones.map((field) => textAt(row, field)).filter((number) => number !== null);
  const agreeing = phone ? numbers.find((number) => comparePhones(phone, number, country) !== null) : undefined;
  const isAccount = person.object.name === 'Account';
  return {
    record: toRecordRef(person.object, row),
    accountId: toId18(textAt(row, isAccount ? 'Id' : 'AccountId') ?? ''),
    matched,
    phone: agreeing ?? numbers[0] ?? null,
    email: textAt(row, 'Email'),
  };
}

function weightOf(facts: PersonFacts): number {
  const agreement = facts.matched.reduce((sum, match) => sum + (match.how === 'exact' ? 2 : 1), 0);
  // The people of an account come before the account itself.
  return facts.record.object === 'Account' ? agreement - 1 : agreement;
}
