import { ProblemError } from '../../../shared/model/problem.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';
import { queryPage } from '../search/query.ts';
import { searchRecords } from '../search/search.ts';
import { anyOf, containing, identifier, identifiers, type Soql, soql, startingWith } from '../search/soql.ts';
import type { FoundPerson, PersonObject } from './people.ts';
import { nationalDigits, toE164 } from './phone-numbers.ts';

/** What a search for people works on. */
export type PeopleSearch = { connection: SalesforceConnection; people: PersonObject[]; country: string };

const AT_MOST = 200;
/** Fewer digits than a local number has would find everybody. */
const FEWEST_DIGITS = 6;

/** Records with this number, by Salesforce's phone index; where that finds nobody (it lags behind), by the digits themselves. */
export async function peopleByPhone(search: PeopleSearch, phone: string): Promise<FoundPerson[]> {
  const national = nationalDigits(phone, search.country);
  if (national.length < FEWEST_DIGITS) return [];
  const international = toE164(phone, search.country)?.slice(1);
  const written = [...new Set([national, ...(international ? [international] : [])])];
  const returning = search.people.map(({ object, columns, only }) => {
    const where = only ? soql` WHERE ${only}` : soql``;
    return soql`${identifier(object.name)}(${identifiers(columns)}${where} LIMIT ${AT_MOST})`;
  });
  const indexed = await searchRecords(search.connection, written, 'PHONE', returning).catch(nothingWhenUnsupported);
  const found = indexed.flatMap(({ object, row }) => {
    const person = search.people.find((each) => each.object.name === object);
    return person ? [{ person, row }] : [];
  });
  return found.length > 0 ? found : peopleByDigits(search, national);
}

/** Records with this address. */
export function peopleByEmail(search: PeopleSearch, email: string): Promise<FoundPerson[]> {
  return inEach(search, ({ emails }) => anyOf(emails.map((field) => soql`${identifier(field)} = ${email.trim()}`)));
}

/** People whose name is like this one; nearer comparison is the caller's. */
export function peopleByName(search: PeopleSearch, name: string): Promise<FoundPerson[]> {
  const words = name.trim().split(/\s+/);
  const [first = '', last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return inEach(search, ({ nameParts }) => {
    if (nameParts.length < 2 || first === '') return null;
    if (last === undefined) return soql`(FirstName = ${first} OR LastName = ${first})`;
    const alike = soql`(LastName LIKE ${startingWith(last.slice(0, 2))} AND FirstName LIKE ${startingWith(first.slice(0, 1))})`;
    return anyOf([soql`LastName = ${last}`, alike]);
  });
}

/** The contact, and failing that the account, of a case. */
export async function peopleByCase(search: PeopleSearch, caseNumber: string): Promise<FoundPerson[]> {
  const number = caseNumber.replace(/\D/g, '').padStart(8, '0');
  const { rows } = await queryPage(
    search.connection,
    soql`SELECT ContactId, AccountId FROM Case WHERE CaseNumber = ${number} LIMIT 1`,
  );
  const id = rows[0]?.ContactId ?? rows[0]?.AccountId;
  return typeof id === 'string' ? inEach(search, () => soql`Id = ${id}`) : [];
}

/** Records whose name, or whose account's or company's name, contains the text. */
export function peopleByText(search: PeopleSearch, text: string): Promise<FoundPerson[]> {
  const typed = text.trim();
  if (typed.length < 2) return Promise.resolve([]);
  const within = { Contact: ['Name', 'Account.Name'], Lead: ['Name', 'Company'] };
  return inEach(search, ({ object, columns }) => {
    const names: readonly string[] =
      object.name === 'Contact' || object.name === 'Lead' ? within[object.name] : ['Name'];
    const readable = names.filter((name) => columns.includes(name));
    return anyOf(readable.map((name) => soql`${identifier(name)} LIKE ${containing(typed)}`));
  });
}

/** However the number is punctuated: its last digits, with anything between them. */
function peopleByDigits(search: PeopleSearch, digits: string): Promise<FoundPerson[]> {
  const pattern = `%${[...digits.slice(-8)].join('%')}`;
  return inEach(search, ({ phones }) => anyOf(phones.map((field) => soql`${identifier(field)} LIKE ${pattern}`)));
}

async function inEach(search: PeopleSearch, condition: (person: PersonObject) => Soql | null): Promise<FoundPerson[]> {
  const found = await Promise.all(
    search.people.map(async (person) => {
      const where = condition(person);
      if (where === null) return [];
      const only = person.only ? soql` AND ${person.only}` : soql``;
      const { rows } = await queryPage(
        search.connection,
        soql`SELECT ${identifiers(person.columns)} FROM ${identifier(person.object.name)} WHERE ${where}${only} LIMIT ${AT_MOST}`,
      );
      return rows.map((row) => ({ person, row }));
    }),
  );
  return found.flat();
}

/** Some orgs and users have no search; the query behind it does. */
function nothingWhenUnsupported(failure: unknown): never[] {
  if (failure instanceof ProblemError && ['not-found', 'not-allowed'].includes(failure.problem.kind)) return [];
  throw failure;
}
