import { randomUUID } from 'node:crypto';
import { type Handover, handover } from '../../../shared/model/handover.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import { appendJournal } from '../../journal/append-journal.ts';
import { fromJson } from '../../store/from-json.ts';
import type { Store } from '../../store/open-store.ts';

const listed = 20;

/** Shifts that were handed over, in the store and in the journal. */
export function createHandovers(store: Store, now: () => number) {
  const { db } = store;

  async function count() {
    const [open, promised] = await Promise.all([
      db
        .selectFrom('proposals')
        .select((eb) => eb.fn.countAll<number>().as('number'))
        .where('state', 'in', ['waiting', 'uncertain', 'failed'])
        .executeTakeFirstOrThrow(),
      db.selectFrom('follow_ups').select('due_at').where('done_at', 'is', null).execute(),
    ]);
    const overdue = promised.filter((each) => each.due_at < now()).length;
    return { open: open.number, promised: promised.length, overdue };
  }

  async function find(id: string): Promise<Handover> {
    const row = await db.selectFrom('handovers').select('body').where('id', '=', id).executeTakeFirst();
    if (!row) throw new ProblemError(toProblem('not-found', 'This handover does not exist.'));
    return fromJson(handover, row.body);
  }

  return {
    async list(): Promise<Handover[]> {
      const rows = await db.selectFrom('handovers').select('body').orderBy('at', 'desc').limit(listed).execute();
      return rows.map(({ body }) => fromJson(handover, body));
    },
    async leave(note: string, by: string, org: string): Promise<Handover> {
      const left: Handover = { id: randomUUID(), at: now(), by, note, ...(await count()), taken: null };
      await store.transact(async (tx) => {
        await tx
          .insertInto('handovers')
          .values({ id: left.id, at: left.at, body: JSON.stringify(left) })
          .execute();
        await appendJournal(tx, [line(left, 'shift.handed-over', by, org)]);
      });
      return left;
    },
    async take(id: string, by: string, org: string): Promise<Handover> {
      const left = await find(id);
      if (left.taken) {
        throw new ProblemError(toProblem('conflict', `${left.taken.by} took it over already. Nothing was changed.`));
      }
      const taken: Handover = { ...left, taken: { by, at: now() } };
      await store.transact(async (tx) => {
        await tx
          .updateTable('handovers')
          .set({ body: JSON.stringify(taken) })
          .where('id', '=', id)
          .execute();
        await appendJournal(tx, [line(taken, 'shift.taken', by, org)]);
      });
      return taken;
    },
  };

  function line(of: Handover, kind: 'shift.handed-over' | 'shift.taken', actor: string, org: string) {
    const summary = kind === 'shift.taken' ? 'a shift was taken over' : 'a shift was handed over';
    const { id, note, open, promised, overdue } = of;
    const detail = { handover: id, note, open, promised, overdue };
    return { at: now(), kind, org, call: null, proposal: null, actor, summary, detail };
  }
}
