import { oc } from '@orpc/contract';
import { problem } from '../model/problem.ts';

/** Every call can be refused with a problem told to the supervisor. */
export const refusable = oc.errors({ REFUSED: { status: 409, data: problem } });
