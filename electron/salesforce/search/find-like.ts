import type { FieldValues } from '../../../shared/model/field-value.ts';
import type { LikeRecord } from '../../../shared/model/like-record.ts';
import { type FieldMatch, findPeople, type PersonFacts } from '../people/find-people.ts';
import { fieldOf } from '../records/describe.ts';
import { readRecords } from '../records/read-record.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';

/** More are no choice for a person. */
const mostShown = 5;
const phoneFields = ['MobilePhone', 'Phone', 'HomePhone'];

/** Records that a new contact, lead or account would be one more of: by e-mail address, number and name. */
export async function findLike(
  connection: SalesforceConnection,
  object: string,
  values: FieldValues,
): Promise<LikeRecord[]> {
  const text = (field: string) => (typeof values[field] === 'string' ? String(values[field]).trim() : '');
  const name = object === 'Account' ? '' : [text('FirstName'), text('LastName')].filter(Boolean).join(' ');
  const phone = phoneFields.map(text).find((each) => each !== '') ?? '';
  const account = object === 'Account' ? text('Name') : '';
  if (!name && !phone && !account && !text('Email')) return [];
  const found = await findPeople(connection, {
    email: text('Email') || null,
    phone: phone || null,
    name: name.includes(' ') ? name : null,
    text: account || null,
  });
  const like = found
    .map((facts) => ({ facts, reasons: reasonsOf(facts, object) }))
    .filter(({ reasons }) => reasons.length > 0)
    .slice(0, mostShown);
  return told(connection, like, Object.keys(values));
}

type Like = { facts: PersonFacts; reasons: string[] };

/** What they share, where that is enough to take one for the other: a name that only sounds alike is not. */
function reasonsOf({ record, matched }: PersonFacts, object: string): string[] {
  const isAccount = record.object === 'Account';
  if (isAccount !== (object === 'Account')) return [];
  const strong = matched.some(({ field, how }) => how === 'exact' || /phone/i.test(field));
  if (!strong) return [];
  return [...new Set(matched.map(shared))];
}

function shared({ field, label, how }: FieldMatch): string {
  if (/email/i.test(field)) return 'same e-mail address';
  if (/phone/i.test(field)) return how === 'exact' ? `same number (${label})` : `number ends alike (${label})`;
  if (field === 'Name') return how === 'exact' ? 'same name' : 'name like this one';
  return `same ${label.toLowerCase()}`;
}

/** What each says in the fields that would be written. */
async function told(
  connection: SalesforceConnection,
  like: readonly Like[],
  fields: readonly string[],
): Promise<LikeRecord[]> {
  const read = new Map<string, LikeRecord['fields']>();
  for (const [object, group] of Map.groupBy(like, ({ facts }) => facts.record.object)) {
    const described = await connection.describeObject(object);
    const shown = fields.flatMap((name) => fieldOf(described, name) ?? []).filter(({ type }) => type !== 'base64');
    const ids = group.map(({ facts }) => facts.record.id);
    const names = shown.map(({ name }) => name);
    for (const [id, { snapshot }] of await readRecords(connection, object, ids, names)) {
      read.set(
        id,
        shown.map(({ name, label }) => ({ field: name, label, value: snapshot.fields[name] ?? null })),
      );
    }
  }
  return like.flatMap(({ facts: { record }, reasons }) => {
    const values = read.get(record.id);
    const url = `${connection.instanceUrl}/lightning/r/${record.object}/${record.id}/view`;
    return values ? [{ record, url, fields: values, reasons }] : [];
  });
}
