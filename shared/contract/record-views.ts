import { z } from 'zod';
import { fieldValues } from '../model/field-value.ts';
import { recordRef } from '../model/record-ref.ts';

/** An object of an org, as a list names it. */
export const recordObject = z.object({
  name: z.string(),
  label: z.string(),
  labelPlural: z.string(),
  createable: z.boolean(),
  searchable: z.boolean(),
});
export type RecordObject = z.infer<typeof recordObject>;

/** Records of one object that were found; `more` says that these are not all. */
export const recordGroup = z.object({
  object: z.string(),
  label: z.string(),
  records: z.array(recordRef),
  more: z.boolean(),
});
export type RecordGroup = z.infer<typeof recordGroup>;

/** What a search found, or the very record that an id or an address named. */
export const recordSearch = z.object({
  place: z.object({ org: z.string(), record: recordRef }).nullable(),
  groups: z.array(recordGroup),
  /** Labels of objects that were left out, because there are so many. */
  leftOut: z.array(z.string()),
});
export type RecordSearch = z.infer<typeof recordSearch>;

/** Records somebody is likely to want again. */
export const recentRecords = z.object({
  /** Viewed by this user, as Salesforce tells. */
  viewed: z.array(recordRef),
  /** Why Salesforce could not tell. */
  problem: z.string().nullable(),
  /** Written by Countersign, newest first. */
  written: z.array(z.object({ record: recordRef, at: z.number() })),
});
export type RecentRecords = z.infer<typeof recentRecords>;

/** A record with every field our user may read. */
export const wholeRecord = z.object({
  record: recordRef,
  /** Where it is seen in Salesforce. */
  url: z.string(),
  values: fieldValues,
  /** What lookups point to, by field; one whose record may not be seen is not in here. */
  lookups: z.record(z.string(), recordRef),
  modifiedAt: z.string().nullable(),
  modifiedBy: z.string().nullable(),
  readAt: z.number(),
});
export type WholeRecord = z.infer<typeof wholeRecord>;
