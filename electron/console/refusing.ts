import { ORPCError } from '@orpc/server';
import { type Problem, ProblemError, toProblem } from '../../shared/model/problem.ts';

/** Turns whatever a room throws into the contract's one error; what is not a told problem is a bug and logged. */
export async function refusing<T>(work: () => Promise<T>, log: (message: string, cause: unknown) => void): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof ProblemError) throw toContractError(cause.problem);
    log('a request from the window failed', cause);
    throw toContractError(
      toProblem('internal', 'Something went wrong in Countersign itself. Nothing was changed.', { next: 'retry' }),
    );
  }
}

function toContractError(problem: Problem): ORPCError<'REFUSED', Problem> {
  return new ORPCError('REFUSED', { status: 409, defined: true, message: problem.message, data: problem });
}
