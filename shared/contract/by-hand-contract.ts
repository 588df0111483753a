import { z } from 'zod';
import { evidence } from '../model/evidence.ts';
import { fieldValue } from '../model/field-value.ts';
import { proposal } from '../model/proposal.ts';
import { recordRef } from '../model/record-ref.ts';
import { refusable } from './refusable.ts';

const id = z.string().min(1).max(64);

/** What a supervisor wants written, by their own hand. */
export const byHand = z.object({
  /** Else the call's, else the one that replayed calls belong to. */
  org: id.nullish(),
  /** The call it came up in; null where there was none. */
  call: id.nullable(),
  /** Key of the action in the catalogue. */
  action: id,
  /** API name of the object, for an action on any. */
  object: z.string().max(80).nullish(),
  /** The record it is about; null where the action finds it, or needs none. */
  record: recordRef.nullable(),
  /** Any fields of the object, beside those the action collects; evidence is taken from the call's own words. */
  values: z
    .array(z.object({ field: z.string().min(1).max(80), value: fieldValue, evidence: evidence.nullable() }))
    .max(100),
});
export type ByHand = z.infer<typeof byHand>;

/** What a new case becomes where one is open on its matter. */
export const commentInstead = z.object({ proposal: id, revision: z.number().int().min(0), on: recordRef });
export type CommentInstead = z.infer<typeof commentInstead>;

/** Proposals of the supervisor's own, which take the same way as every other; on disk when answered, made ready after. */
export const byHandContract = {
  propose: refusable.input(byHand).output(proposal),
  /** Rejects a waiting new case, and proposes what it says as a comment on an open one. */
  commentInstead: refusable.input(commentInstead).output(proposal),
};
