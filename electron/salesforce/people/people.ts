import type { ObjectDescribe } from '../../../shared/model/object-describe.ts';
import { ProblemError } from '../../../shared/model/problem.ts';
import { fieldOf } from '../records/describe.ts';
import { displayFields } from '../records/display-name.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';
import { type Row, valueAt } from '../search/query.ts';
import { type Soql, soql } from '../search/soql.ts';

/** An object whose records can be the one who calls, as our user sees it. */
export type PersonObject = {
  object: ObjectDescribe;
  /** Fields to read of each record. */
  columns: string[];
  phones: string[];
  emails: string[];
  /** Fields that hold parts of a person's name; none for an account. */
  nameParts: string[];
  /** Records that cannot be the caller are left out. */
  only: Soql | null;
};

/** A record found for some reason, to be compared with everything that is known of the caller. */
export type FoundPerson = { person: PersonObject; row: Row };

const KINDS = [
  {
    name: 'Contact',
    phones: ['Phone', 'MobilePhone', 'HomePhone', 'OtherPhone', 'AssistantPhone'],
    nameParts: ['FirstName', 'LastName'],
    only: null,
  },
  // A converted lead lives on as a contact.
  {
    name: 'Lead',
    phones: ['Phone', 'MobilePhone'],
    nameParts: ['FirstName', 'LastName'],
    only: soql`IsConverted = false`,
  },
  { name: 'Account', phones: ['Phone'], nameParts: [], only: null },
] as const;

/** Contacts, leads and accounts, with the fields our user may see; objects that are hidden from us are left out. */
export async function personObjects(connection: SalesforceConnection): Promise<PersonObject[]> {
  const found = await Promise.all(KINDS.map((kind) => describeIfVisible(connection, kind.name)));
  return KINDS.flatMap((kind, index) => {
    const object = found[index];
    if (!object) return [];
    const visible = (names: readonly string[]) => names.filter((name) => fieldOf(object, name));
    const phones = visible(kind.phones);
    const nameParts = visible(kind.nameParts);
    const emails = visible(['Email']);
    const columns = ['Id', ...displayFields(object), ...phones, ...emails, ...nameParts, ...visible(['AccountId'])];
    return [{ object, columns: [...new Set(columns)], phones, emails, nameParts, only: kind.only }];
  });
}

/** What a person is called, in full. */
export function fullNameOf(found: FoundPerson): string {
  return String(valueAt(found.row, 'Name') ?? '');
}

async function describeIfVisible(connection: SalesforceConnection, name: string): Promise<ObjectDescribe | null> {
  return connection.describeObject(name).catch((failure: unknown) => {
    if (failure instanceof ProblemError && failure.problem.kind === 'not-found') return null;
    throw failure;
  });
}
