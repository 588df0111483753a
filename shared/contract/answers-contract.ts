import { z } from 'zod';
import { answer } from '../model/answer.ts';
import { proposal } from '../model/proposal.ts';
import { refusable } from './refusable.ts';

const id = z.string().min(1).max(64);

/** What agents were told of one proposal, or are owed, in the order they were said. */
export const proposalAnswers = refusable.input(z.object({ proposal: id })).output(z.array(answer));

/** Gives a waiting proposal more time to be decided, a day unless told otherwise. The platform's own limit stays. */
export const extendProposal = refusable
  .input(
    z.object({
      proposal: id,
      hours: z
        .number()
        .positive()
        .max(24 * 30)
        .optional(),
    }),
  )
  .output(proposal);
