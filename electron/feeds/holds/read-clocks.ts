import type { ProposalClock } from '../../../shared/contract/clock-view.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import type { StoreTransaction } from '../../store/open-store.ts';
import { type AnswerRow, isOpen, openAnswers } from './answer-store.ts';
import type { AsksItself } from './find-door.ts';

type Reader = Pick<StoreTransaction, 'selectFrom'>;
type Clocked = Pick<Proposal, 'id' | 'call' | 'status' | 'expiresAt' | 'askers'>;

/** Of more than this many all open answers are read at once. */
const most = 500;

/** The caller's clock of each proposal; `isLive` says of its call whether it goes on, `asksItself` whether its agent comes for the answer. */
export async function readClocks(
  db: Reader,
  proposals: readonly Clocked[],
  isLive: (call: string) => boolean,
  asksItself: AsksItself,
): Promise<Map<string, ProposalClock>> {
  const open = new Map<string, AnswerRow[]>();
  for (const row of await answersTo(db, proposals)) {
    const held = open.get(row.proposal ?? '');
    if (held) held.push(row);
    else open.set(row.proposal ?? '', [row]);
  }
  return new Map(
    proposals.map((of) => {
      const live = of.call === null || isLive(of.call);
      const clock = clockOf(of, open.get(of.id) ?? [], live);
      return [of.id, live && asksItself(of) ? { ...clock, asksItself: true } : clock];
    }),
  );
}

function answersTo(db: Reader, proposals: readonly Clocked[]): Promise<AnswerRow[]> {
  const ids = proposals.map(({ id }) => id);
  if (ids.length === 0) return Promise.resolve([]);
  if (ids.length > most) return openAnswers(db);
  return db.selectFrom('answers').selectAll().where(isOpen).where('proposal', 'in', ids).execute();
}

function clockOf(of: Clocked, open: readonly AnswerRow[], live: boolean): ProposalClock {
  const expiresAt = of.status.state === 'waiting' ? (of.expiresAt ?? null) : null;
  const held = open.filter((row) => row.held_until !== null).sort((a, b) => (a.held_until ?? 0) - (b.held_until ?? 0));
  const [first] = held;
  if (first) {
    const platformLimit = first.limit_ms === null ? null : first.asked_at + first.limit_ms;
    return { state: 'caller-waiting', heldUntil: first.held_until, platformLimit, expiresAt };
  }
  const rest = { heldUntil: null, platformLimit: null, expiresAt };
  if (!live) return { state: 'caller-gone', ...rest };
  return { state: open.length > 0 ? 'parked' : 'none', ...rest };
}
