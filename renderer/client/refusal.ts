import { ORPCError } from '@orpc/client';
import { type Problem, ProblemError, problem, toProblem } from '../../shared/model/problem.ts';

/** What went wrong, for the supervisor, whatever was thrown. */
export function refusalOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof ORPCError) return fromContract(error);
  return toProblem(
    'not-connected',
    'The connection broke before the answer came. What was decided is shown again once it is back.',
    { next: 'wait' },
  );
}

function fromContract(error: ORPCError<string, unknown>): Problem {
  const told = problem.safeParse(error.data);
  if (told.success) return told.data;
  if (error.code === 'BAD_REQUEST') {
    return toProblem('invalid-input', 'The console did not accept this request.', { code: error.code });
  }
  return toProblem('internal', `The console failed: ${error.message}`, { code: error.code, next: 'retry' });
}
