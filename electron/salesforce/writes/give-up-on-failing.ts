import type { Sent, Settled, WriteOrder } from '../../../shared/model/target.ts';

/** Tries after which a server that broke on a write every time is taken at its word. */
const enoughTries = 3;

/**
 * A plain 500 may be a trigger that breaks every time, so it is not tried for ever. What came of it is looked for: a
 * server may also break after it wrote.
 */
export async function giveUpOnFailing(
  sent: Sent,
  { attempt }: WriteOrder,
  settle: () => Promise<Settled>,
): Promise<Sent> {
  if (sent.kind !== 'not-sent' || !sent.failing || attempt.number < enoughTries) return sent;
  const found = await settle();
  if (found.kind === 'absent') return { kind: 'refused', problem: sent.problem };
  return found.kind === 'written' || found.kind === 'conflict' ? found : sent;
}
