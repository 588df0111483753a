import type { Org } from '../org.ts';
import type { DraftRow } from '../rows/derive-row.ts';
import type { ObjectType } from '../schema/object-type.ts';
import { quoted } from '../store/store.ts';
import { storedFields } from '../store/tables.ts';
import { whereSql } from './compile-condition.ts';
import { semiJoinSql } from './compile-query.ts';
import { parseSoql } from './parse-soql.ts';
import { createScope } from './query-scope.ts';

interface Question {
  readonly org: Org;
  readonly object: ObjectType;
  /** What would stand after WHERE. */
  readonly condition: string;
}

/** Whether a stored row meets a condition written in SOQL; sees every field, whatever the user may see. */
export function storedRowMatches(question: Question & { id: string }): boolean {
  const { sql, values } = compile(question, quoted(question.object.name));
  return question.org.store.get(`${sql} AND t0."Id" = ?`, [...values, question.id]) !== undefined;
}

/** The same for a row that is not stored yet. */
export function rowMatches(question: Question & { row: DraftRow }): boolean {
  const fields = storedFields(question.object).filter((field) => field.type !== 'base64');
  const columns = fields.map((field) => `? AS ${quoted(field.name)}`).join(', ');
  const { sql, values } = compile(question, `(SELECT ${columns})`);
  const own = fields.map((field) => question.row[field.name] ?? null);
  return question.org.store.get(sql, [...own, ...values]) !== undefined;
}

function compile({ org, object, condition }: Question, from: string) {
  const text = `SELECT Id FROM ${object.name} WHERE ${condition}`;
  const context = {
    org,
    schema: org.schema,
    userId: '',
    timeZone: 'UTC',
    version: '66.0',
    withDeleted: true,
    batchSize: 1,
  };
  const scope = createScope({ context, text, object, name: null });
  const where = whereSql(scope, parseSoql(text).where, semiJoinSql) ?? '1';
  const joins = scope.joins.map((join) => join.sql).join(' ');
  return { sql: `SELECT 1 AS hit FROM ${from} t0 ${joins} WHERE ${where}`, values: scope.values };
}
