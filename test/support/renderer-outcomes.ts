import { implement, ORPCError } from '@orpc/server';
import { contract } from '../../shared/contract/contract.ts';
import { toProblem } from '../../shared/model/problem.ts';

/** The contract's outcomes, of which there are none: what they say is tested with the real ones. */
export function pretendedOutcomes() {
  const os = implement(contract).outcomes;
  const none = () => {
    throw new ORPCError('REFUSED', { defined: true, status: 409, data: toProblem('not-found', 'No such outcome.') });
  };
  return {
    watch: os.watch.handler(async function* () {
      yield { revision: 0, reset: true, outcomes: [], gone: [] };
    }),
    // biome-ignore lint/correctness/useYield: there is nothing to tell
    open: os.open.handler(async function* () {
      none();
    }),
    recording: os.recording.handler(() => ({ state: 'none' as const })),
    edit: os.edit.handler(none),
    review: os.review.handler(none),
    flag: os.flag.handler(none),
    assign: os.assign.handler(none),
    judge: os.judge.handler(none),
    note: os.note.handler(none),
    removeNote: os.removeNote.handler(none),
    write: os.write.handler(none),
  };
}
