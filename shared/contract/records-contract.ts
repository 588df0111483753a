import { z } from 'zod';
import { objectDescribe } from '../model/object-describe.ts';
import { proposal } from '../model/proposal.ts';
import { recordRef } from '../model/record-ref.ts';
import { recentRecords, recordObject, recordSearch, wholeRecord } from './record-views.ts';
import { refusable } from './refusable.ts';

const id = z.string().min(1).max(64);
const apiName = z.string().regex(/^[A-Za-z]\w{0,79}$/);
/** Of the org named, else of the one that replayed calls belong to. */
const org = id.nullish();
/** A pasted address may be long. */
const typed = z.string().max(2000);

/** Records of the connected orgs, as the signed-in user may see them. Nothing here writes. */
export const recordsContract = {
  describe: refusable.input(z.object({ object: id, org })).output(objectDescribe),
  /** Records of one object by name, for a lookup field. */
  lookup: refusable.input(z.object({ object: id, text: z.string().max(200), org })).output(z.array(recordRef)),
  /** Every object that can be searched or made. */
  objects: refusable.input(z.object({ org })).output(z.array(recordObject)),
  /** By words, a number, an id or a pasted address; in one object or across them. */
  search: refusable.input(z.object({ text: typed, object: apiName.nullish(), org })).output(recordSearch),
  recent: refusable.input(z.object({ org })).output(recentRecords),
  open: refusable.input(z.object({ object: apiName, record: id, org })).output(wholeRecord),
  /** What was decided about a record here, newest first, with the record as it was then. */
  decisions: refusable.input(z.object({ record: id, org })).output(z.array(proposal)),
};
