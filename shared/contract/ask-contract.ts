import { z } from 'zod';
import { proposal } from '../model/proposal.ts';
import { longestQuestion } from '../model/question.ts';
import { refusable } from './refusable.ts';

/** Asking back, without deciding. */
export const askContract = {
  /** Puts a question to the agent of the proposal's live call; what was asked, and whether it arrived, stays on the proposal. */
  ask: refusable
    .input(z.object({ proposal: z.string().min(1).max(64), question: z.string().trim().min(1).max(longestQuestion) }))
    .output(proposal),
};
