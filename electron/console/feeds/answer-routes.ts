import { implement } from '@orpc/server';
import { contract } from '../../../shared/contract/contract.ts';
import { type Answer, answer } from '../../../shared/model/answer.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import { type AnswerRow, answersOf } from '../../feeds/holds/answer-store.ts';
import { loadProposal } from '../../proposals/proposal-store.ts';
import type { Proposals } from '../../proposals/proposals.ts';
import type { Store } from '../../store/open-store.ts';
import type { Orgs } from '../orgs/orgs.ts';
import { refusing } from '../refusing.ts';
import { supervisorOf } from '../supervisor.ts';

/** What answers about answers, and about the time there is to give them. */
export type AnswerRoutesParts = {
  store: Store;
  orgs: Pick<Orgs, 'find' | 'main'>;
  proposals: Pick<Proposals, 'extend'>;
  log(message: string, cause?: unknown): void;
};

const usualHours = 24;

/** Answers what agents were told of a proposal, and gives it more time. */
export function createAnswerRoutes({ store, orgs, proposals, log }: AnswerRoutesParts) {
  const os = implement(contract).proposals;
  return {
    answers: os.answers.handler(({ input }) =>
      refusing(async () => (await answersOf(store.db, input.proposal)).map(toAnswer), log),
    ),
    extend: os.extend.handler(({ input }) =>
      refusing(async () => {
        const of = (await loadProposal(store.db, input.proposal))?.proposal;
        if (!of) throw new ProblemError(toProblem('not-found', 'This proposal does not exist.'));
        return proposals.extend(of.id, input.hours ?? usualHours, supervisorOf(orgs, of.org));
      }, log),
    ),
  };
}

function toAnswer(row: AnswerRow): Answer {
  return answer.parse({
    ...row,
    toolCall: row.tool_call,
    askedAt: row.asked_at,
    saidAt: row.said_at,
    settledAt: row.settled_at,
  });
}
