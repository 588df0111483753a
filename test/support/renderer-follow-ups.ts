import { implement, ORPCError } from '@orpc/server';
import { contract } from '../../shared/contract/contract.ts';
import type { FollowUp } from '../../shared/model/follow-up.ts';
import { toProblem } from '../../shared/model/problem.ts';

/** The contract's follow-ups, answered from a list that a test fills. */
export function pretendedFollowUps(received: { name: string; input: unknown }[], held: FollowUp[] = []) {
  const os = implement(contract).followUps;
  const none = () => {
    throw new ORPCError('REFUSED', { defined: true, status: 409, data: toProblem('not-found', 'No such follow-up.') });
  };
  const change = (name: string, input: { id: string }, doneAt: number | null): FollowUp => {
    received.push({ name, input });
    const at = held.findIndex(({ id }) => id === input.id);
    const found = held[at];
    if (!found) return none();
    const next = { ...found, doneAt, doneBy: doneAt === null ? null : 'Sam Ortiz' };
    held.splice(at, 1, next);
    return next;
  };
  return {
    list: os.list.handler(() => held),
    watch: os.watch.handler(async function* () {
      yield held;
    }),
    done: os.done.handler(({ input }) => change('done', input, 1)),
    undoDone: os.undoDone.handler(({ input }) => change('undoDone', input, null)),
    proposeTask: os.proposeTask.handler(none),
  };
}
