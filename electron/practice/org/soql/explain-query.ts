import { quoted } from '../store/store.ts';
import { isAggregateQuery } from './aggregate-query.ts';
import { compileQuery, objectOf } from './compile-query.ts';
import { parseSoql } from './parse-soql.ts';
import type { QueryContext } from './query-scope.ts';

/** `explain=`: the plan SQLite would take, told in Salesforce's terms. */
export function explainQuery(context: QueryContext, text: string): Record<string, unknown> {
  const query = parseSoql(text);
  const object = objectOf(context, query, text);
  const total = Number(context.org.store.get(`SELECT count(*) AS n FROM ${quoted(object.name)}`)?.n ?? 0);
  if (isAggregateQuery(query))
    return { plans: [plan(object.name, total, { cardinality: total, fields: [] })], sourceQuery: text };
  const compiled = compileQuery(context, query, text);
  const steps = context.org.store.all(`EXPLAIN QUERY PLAN ${compiled.sql}`, compiled.values);
  const index = /USING (?:COVERING )?INDEX \w+?_(\w+)/.exec(String(steps[0]?.detail ?? ''))?.[1];
  const cardinality = context.org.store.arrays(compiled.sql, compiled.values).length;
  return {
    plans: [plan(object.name, total, { cardinality, fields: index === undefined ? [] : [index] })],
    sourceQuery: text,
  };
}

function plan(sobjectType: string, total: number, found: { cardinality: number; fields: string[] }) {
  const indexed = found.fields.length > 0;
  return {
    cardinality: found.cardinality,
    fields: found.fields,
    leadingOperationType: indexed ? 'Index' : 'TableScan',
    notes: indexed
      ? []
      : [
          {
            description: 'Not considering filter for optimization because unindexed',
            fields: ['IsDeleted'],
            tableEnumOrId: sobjectType,
          },
        ],
    relativeCost: indexed ? found.cardinality / Math.max(1, total) : 1.5,
    sobjectCardinality: total,
    sobjectType,
  };
}
