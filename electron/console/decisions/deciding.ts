import { implement } from '@orpc/server';
import { contract } from '../../../shared/contract/contract.ts';
import type { Deciding } from '../../../shared/model/deciding.ts';
import { appendJournal } from '../../journal/append-journal.ts';
import type { PolicyEditor } from '../../policy/stored-rules.ts';
import { decidingKey, readDeciding } from '../../proposals/deciding/read-deciding.ts';
import type { Store } from '../../store/open-store.ts';
import type { Orgs } from '../orgs/orgs.ts';
import { refusing } from '../refusing.ts';

/** How decisions are made in this console, as people set it. */
export type StoredDeciding = {
  now(): Deciding;
  /** On disk together with its line in the journal. */
  write(chosen: Deciding, by: PolicyEditor): Promise<Deciding>;
  onChange(listener: () => void): void;
};

/** Reads how decisions are made from the store. */
export async function createStoredDeciding(store: Store): Promise<StoredDeciding> {
  let held = await readDeciding(store.db);
  const listeners = new Set<() => void>();
  return {
    now: () => held,
    async write(chosen, { name, org, at }) {
      const value = JSON.stringify(chosen);
      await store.transact(async (tx) => {
        await tx
          .insertInto('preferences')
          .values({ key: decidingKey, value })
          .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
          .execute();
        const line = { at, org, call: null, proposal: null, actor: name, detail: { before: held, after: chosen } };
        await appendJournal(tx, [{ ...line, kind: 'rule.changed', summary: 'how decisions are made was changed' }]);
        held = chosen;
      });
      for (const listener of listeners) listener();
      return chosen;
    },
    onChange: (listener) => void listeners.add(listener),
  };
}

/** Answers the contract's calls about it. */
export function createDecidingRoutes(parts: {
  stored: StoredDeciding;
  orgs: Pick<Orgs, 'main'>;
  now(): number;
  log(message: string, cause?: unknown): void;
}) {
  const os = implement(contract).deciding;
  return {
    read: os.read.handler(() => parts.stored.now()),
    write: os.write.handler(({ input }) =>
      refusing(() => {
        const org = parts.orgs.main();
        const by = { name: org?.user.name ?? 'Somebody not signed in', org: org?.id ?? '', at: parts.now() };
        return parts.stored.write(input, by);
      }, parts.log),
    ),
  };
}
