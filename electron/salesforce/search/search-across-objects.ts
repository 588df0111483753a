import type { RecordRef } from '../../../shared/model/record-ref.ts';
import { nationalDigits, toE164 } from '../people/phone-numbers.ts';
import { nameRecords } from '../records/name-records.ts';
import type { DirectoryObject } from '../records/object-directory.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';
import { type SearchScope, type SoughtText, searchRecords } from './search.ts';
import { identifier, soql } from './soql.ts';

/** Records of one object that a search found, the best first. */
export type FoundRecords = { object: DirectoryObject; records: RecordRef[]; more: boolean };

/** What a search across objects found, and what it left out. */
export type AcrossObjects = { groups: FoundRecords[]; leftOut: DirectoryObject[] };

/** Most objects of one search: each is a part of its address, which has an end. */
const mostObjects = 20;
const mostOfEach = 6;
const mostOfOne = 50;

/** What people look for first, in this order; an org's own objects come after. */
const usual = [
  'Contact',
  'Account',
  'Lead',
  'Case',
  'Opportunity',
  'Task',
  'Event',
  'Campaign',
  'Order',
  'Contract',
  'Asset',
  'Product2',
  'User',
];

/** Searches several objects at once, or one thoroughly; every word must occur, the last may be unfinished. */
export async function searchAcrossObjects(
  connection: SalesforceConnection,
  text: string,
  among: { objects: readonly DirectoryObject[]; only: string | null },
): Promise<AcrossObjects> {
  const { chosen, leftOut } = choose(among.objects, among.only);
  const limit = among.only ? mostOfOne : mostOfEach;
  if (chosen.length === 0) return { groups: [], leftOut: [] };
  const returning = chosen.map(({ name }) => soql`${identifier(name)}(Id LIMIT ${limit + 1})`);
  const found = await firstThatFinds(await waysToRead(connection, text), ({ texts, scope }) =>
    searchRecords(connection, texts, scope, returning),
  );
  const groups = await Promise.all(
    chosen.map(async (object) => {
      const ids = found.filter((each) => each.object === object.name).map(({ row }) => String(row.Id));
      return { object, records: await nameRecords(connection, object, ids.slice(0, limit)), more: ids.length > limit };
    }),
  );
  return { groups: groups.filter(({ records }) => records.length > 0), leftOut };
}

function choose(
  objects: readonly DirectoryObject[],
  only: string | null,
): { chosen: DirectoryObject[]; leftOut: DirectoryObject[] } {
  const searchable = objects.filter((each) => each.searchable && each.queryable);
  if (only) return { chosen: searchable.filter(({ name }) => name === only), leftOut: [] };
  const first = usual.flatMap((name) => searchable.find((each) => each.name === name) ?? []);
  const own = searchable.filter(({ custom }) => custom);
  const wanted = [...first, ...own];
  return { chosen: wanted.slice(0, mostObjects), leftOut: wanted.slice(mostObjects) };
}

type Way = { texts: SoughtText[]; scope: SearchScope };

/** A number is sought among numbers first, however it is written; a case's with the zeros that people leave out. */
async function waysToRead(connection: SalesforceConnection, text: string): Promise<Way[]> {
  const typed = text.trim();
  const anywhere: Way = { texts: [{ unfinished: typed }], scope: 'ALL' };
  if (/^\d{1,8}$/.test(typed)) anywhere.texts.push(typed.padStart(8, '0'));
  if (!/^\+?[\d\s().\-/]{7,}$/.test(typed)) return [anywhere];
  const { country } = await connection.identity();
  const international = toE164(typed, country)?.slice(1);
  const numbers = [nationalDigits(typed, country), ...(international ? [international] : [])];
  return [{ texts: [...new Set(numbers)], scope: 'PHONE' }, anywhere];
}

async function firstThatFinds<T>(ways: readonly Way[], search: (way: Way) => Promise<T[]>): Promise<T[]> {
  for (const way of ways) {
    const found = await search(way);
    if (found.length > 0) return found;
  }
  return [];
}
