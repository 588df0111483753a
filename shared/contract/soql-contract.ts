import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { problem } from '../model/problem.ts';
import { refusable } from './refusable.ts';

/** Most rows of one result that the window holds. */
export const mostResultRows = 50_000;
/** Longest query in characters: Salesforce takes a query only as part of an address, and an address has an end. */
export const longestQuery = 15_000;

const org = z.string().min(1).max(64);
const query = z.string().max(longestQuery);

const plainCell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** One value of a result. */
export const soqlCell = z.union([
  plainCell,
  /** What a record is called, and which it is. */
  z.object({ name: z.string(), id: z.string(), object: z.string() }),
  /** The rows of a child query; `more` says that Salesforce has others which were not sent along. */
  z.object({
    total: z.number().int(),
    columns: z.array(z.string()),
    rows: z.array(z.array(plainCell)),
    more: z.boolean(),
  }),
]);
export type SoqlCell = z.infer<typeof soqlCell>;

/** One column of a result. */
export const soqlColumn = z.object({
  /** As it stands in the query: `Account.Name`, an alias, `COUNT(Id)`. */
  path: z.string(),
  label: z.string().nullable(),
  /** Salesforce's field type; `children` for a child query, null where it is not known. */
  type: z.string().nullable(),
  /** The field of the queried object that its cells are values of; null for anything else. */
  field: z.string().nullable(),
  /** Its cells are ids of records of this object; null where they are none, or of several objects. */
  refersTo: z.string().nullable(),
  /** Why its cells cannot be edited; null where they can. */
  notEditable: z.string().nullable(),
});
export type SoqlColumn = z.infer<typeof soqlColumn>;

/** One row of a result; `id` is the record's where the query asks for it. */
export const soqlRow = z.object({ id: z.string().nullable(), cells: z.array(soqlCell) });
export type SoqlRow = z.infer<typeof soqlRow>;

/** A place in the text of a query, both counted from 1. */
export const soqlPlace = z.object({ row: z.number().int(), column: z.number().int() });
export type SoqlPlace = z.infer<typeof soqlPlace>;

/** What comes of running a query: pages, or the place where it cannot be understood. */
export const soqlStep = z.discriminatedUnion('step', [
  z.object({
    step: z.literal('page'),
    object: z.string(),
    columns: z.array(soqlColumn),
    rows: z.array(soqlRow),
    /** Rows the query has in all. */
    total: z.number().int(),
    /** Where it goes on; null on the last page. */
    next: z.string().nullable(),
  }),
  z.object({ step: z.literal('refused'), problem, place: soqlPlace.nullable() }),
]);
export type SoqlStep = z.infer<typeof soqlStep>;
export type SoqlPage = Extract<SoqlStep, { step: 'page' }>;

/** A query that was run before. */
export const pastQuery = z.object({ query: z.string(), org: z.string(), at: z.number() });
export type PastQuery = z.infer<typeof pastQuery>;

/** Queries of the supervisor's own: they read as the Salesforce user of the org, and can do nothing else. */
export const soqlContract = {
  /** Objects that may be asked about, by API name. */
  objects: refusable.input(z.object({ org })).output(z.array(z.object({ name: z.string(), label: z.string() }))),
  /** Runs a query, or goes on where `next` of an earlier page says, until `rows` more rows came. Leaving off reading cancels it. */
  run: refusable
    .input(
      z.object({
        org,
        query,
        next: z
          .string()
          .regex(/^[\w-]{1,64}$/)
          .nullable(),
        rows: z.number().int().min(1).max(mostResultRows),
      }),
    )
    .output(eventIterator(soqlStep)),
  /** One row of a query's result as it is now; null where the record is gone. */
  row: refusable.input(z.object({ org, query, id: z.string().max(18) })).output(soqlRow.nullable()),
  /** Queries that were run, newest first; their texts only. */
  history: refusable.output(z.array(pastQuery)),
  forgetHistory: refusable.output(z.void()),
};
