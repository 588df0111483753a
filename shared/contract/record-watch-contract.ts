import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { refusable } from './refusable.ts';

/** How the record of an open card is watched, and who else is at it. */
export const recordWatchState = z.object({
  how: z.enum([
    /** Salesforce tells of changes as they happen. */
    'told',
    /** It is asked every few seconds. */
    'asked',
    /** It is not watched now; `why` says what hinders it. */
    'off',
    /** There is no record to watch. */
    'none',
  ]),
  why: z.string().nullable(),
  /** Other live calls that are about the same record: their caller is this person, or a card of theirs waits for it. */
  calls: z.array(z.object({ call: z.string(), name: z.string() })),
});
export type RecordWatchState = z.infer<typeof recordWatchState>;

/** Watches the record of a proposal as long as somebody looks at it. */
export const recordWatchContract = {
  follow: refusable.input(z.object({ proposal: z.string().min(1).max(64) })).output(eventIterator(recordWatchState)),
};
