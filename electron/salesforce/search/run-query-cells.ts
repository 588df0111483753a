import type { SoqlCell } from '../../../shared/contract/soql-contract.ts';
import { isRecord } from '../faults.ts';
import { toId18 } from '../ids.ts';
import type { Row } from './query.ts';

type Plain = string | number | boolean | null;

/** Reads what stands under a name, whatever case the query wrote it in. */
export function byName(name: string): (record: Row) => unknown {
  let known = name;
  return (record) => {
    if (known in record) return record[known];
    const lower = name.toLowerCase();
    const found = Object.keys(record).find((key) => key.toLowerCase() === lower);
    if (found === undefined) return null;
    known = found;
    return record[found];
  };
}

/** The parent record at the end of some lookups; null where one of them is blank. */
export function parentAt(relationships: readonly string[]): (record: Row) => Row | null {
  const steps = relationships.map(byName);
  return (record) =>
    steps.reduce<Row | null>((at, step) => {
      const next = at && step(at);
      return isRecord(next) ? next : null;
    }, record);
}

/** Which record a row is, as Salesforce says beside its fields; null for an aggregate. */
export function recordOf({ attributes }: Row): { id: string; object: string } | null {
  if (!isRecord(attributes) || typeof attributes.url !== 'string' || typeof attributes.type !== 'string') return null;
  const id = toId18(attributes.url.slice(attributes.url.lastIndexOf('/') + 1));
  return id ? { id, object: attributes.type } : null;
}

/** A value as a cell: an address is its lines, a child query its rows. */
export function toCell(value: unknown): SoqlCell {
  if (!isRecord(value)) return toPlain(value);
  return Array.isArray(value.records) ? toChildren(value.records.filter(isRecord), value) : toText(value);
}

function toPlain(value: unknown): Plain {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (value === null || value === undefined) return null;
  return isRecord(value) ? toText(value) : JSON.stringify(value);
}

const addressParts = ['street', 'city', 'state', 'postalCode', 'country'];

/** A compound value: an address as it is written on a letter, anything else part by part. */
function toText(of: Row): string | null {
  const isAddress = addressParts.some((part) => part in of);
  const keys = isAddress ? addressParts : Object.keys(of).filter((key) => key !== 'attributes');
  const parts = keys.map((key) => of[key]).filter((part) => part !== null && part !== undefined && !isRecord(part));
  return parts.length === 0 ? null : parts.join(', ');
}

function toChildren(records: Row[], { totalSize, done }: Row): SoqlCell {
  const flat = records.map((record) => new Map(flatten(record, '')));
  const columns = [...new Set(flat.flatMap((record) => [...record.keys()]))];
  return {
    total: typeof totalSize === 'number' ? totalSize : records.length,
    columns,
    rows: flat.map((record) => columns.map((column) => record.get(column) ?? null)),
    more: done === false,
  };
}

function flatten(record: Row, prefix: string): [string, Plain][] {
  return Object.entries(record).flatMap(([key, value]): [string, Plain][] => {
    if (key === 'attributes') return [];
    const isParent = isRecord(value) && isRecord(value.attributes);
    return isParent ? flatten(value, `${prefix}${key}.`) : [[prefix + key, toPlain(value)]];
  });
}
