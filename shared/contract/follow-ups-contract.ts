import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { followUp } from '../model/follow-up.ts';
import { proposal } from '../model/proposal.ts';
import { refusable } from './refusable.ts';

const named = z.object({ id: z.string().min(1).max(64) });

/** What is owed to callers: open ones, and those done within a day, the one due first first. */
export const followUpsContract = {
  list: refusable.output(z.array(followUp)),
  watch: refusable.output(eventIterator(z.array(followUp))),
  done: refusable.input(named).output(followUp),
  undoDone: refusable.input(named).output(followUp),
  /** Proposes it as a task in Salesforce, as the supervisor's own. */
  proposeTask: refusable.input(named).output(proposal),
};
