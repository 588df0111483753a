import type { FieldDescribe, ObjectDescribe } from '../../../shared/model/object-describe.ts';
import type { RecordChoice } from '../../../shared/model/record-ref.ts';
import type { Row } from '../search/query.ts';
import { fieldOf } from './describe.ts';
import { toFieldValue } from './read-record.ts';

/** What people tell records of one kind by, beside their names. */
const FACTS: Readonly<Record<string, readonly string[]>> = {
  Account: ['Phone', 'Industry', 'CreatedDate'],
  Case: ['Status', 'Priority', 'CreatedDate'],
  Contact: ['Email', 'Phone', 'Title'],
  Lead: ['Email', 'Phone', 'Status'],
  Opportunity: ['StageName', 'Amount', 'CloseDate'],
  Task: ['ActivityDate', 'Priority'],
};

/** Fields to read so that records can be told apart; those our user may see. */
export function factFields(object: ObjectDescribe): FieldDescribe[] {
  return (FACTS[object.name] ?? []).flatMap((name) => fieldOf(object, name) ?? []);
}

/** What a row says in them; blanks tell nothing. */
export function toFacts(fields: readonly FieldDescribe[], row: Row): NonNullable<RecordChoice['facts']> {
  return fields.flatMap(({ name: field, label, type }) => {
    const value = toFieldValue(row[field]);
    return value === null || value === '' ? [] : [{ field, label, type, value }];
  });
}
