import { createHash } from 'node:crypto';
import type { OutboundAnswer, OutboundContact } from '../platforms/outbound.ts';
import type { Store } from '../store/open-store.ts';

/** Which contact a platform has of which record: one for each, whatever asks for it and however often. */
export type PlatformContacts = {
  /** The platform's id of a record's contact; null where it has none that is known. */
  find(via: string, org: string, record: string): Promise<string | null>;
  /** Makes it where it is not there; where it is, nothing is sent. */
  keep(of: ContactOf, wanted: OutboundContact, make: () => Promise<OutboundAnswer>): Promise<OutboundAnswer>;
  /** What is known of a making whose answer was lost. */
  settle(via: string, org: string, record: string): Promise<{ id: string | null } | 'absent' | 'unknown'>;
};

type ContactOf = { via: string; org: string; record: string; proposal: string };

/** Keeps them in the store: what is about to be made is on disk before it is asked for. */
export function createPlatformContacts(store: Store, now: () => number): PlatformContacts {
  const row = (via: string, org: string, record: string) =>
    store.db
      .selectFrom('platform_contacts')
      .selectAll()
      .where('feed', '=', via)
      .where('org', '=', org)
      .where('record', '=', record)
      .executeTakeFirst();

  async function put(of: ContactOf, state: 'sending' | 'kept', digest: string, external: string | null): Promise<void> {
    const values = { external, digest, proposal: of.proposal, state, at: now() };
    await store.transact((tx) =>
      tx
        .insertInto('platform_contacts')
        .values({ feed: of.via, org: of.org, record: of.record, ...values })
        .onConflict((conflict) => conflict.columns(['feed', 'org', 'record']).doUpdateSet(values))
        .execute(),
    );
  }

  async function forget({ via, org, record }: ContactOf): Promise<void> {
    await store.transact((tx) =>
      tx
        .deleteFrom('platform_contacts')
        .where('feed', '=', via)
        .where('org', '=', org)
        .where('record', '=', record)
        .execute(),
    );
  }

  return {
    async find(via, org, record) {
      return (await row(via, org, record))?.external ?? null;
    },
    async keep(of, wanted, make) {
      const known = await row(of.via, of.org, of.record);
      const digest = createHash('sha256').update(JSON.stringify(wanted)).digest('base64url');
      if (known?.state === 'kept') {
        const same = known.digest === digest;
        const told = { status: same ? 'there already' : 'there already, with other values' };
        return { kind: 'taken', id: known.external, told };
      }
      if (known && known.proposal !== of.proposal) {
        return { kind: 'refused', why: 'Another making of this contact is not settled yet.' };
      }
      await put(of, 'sending', digest, null);
      const answer = await make();
      if (answer.kind === 'taken') await put(of, 'kept', digest, answer.id);
      // Certainly not made: the next may try.
      else if (answer.kind !== 'unknown') await forget(of);
      return answer;
    },
    async settle(via, org, record) {
      const known = await row(via, org, record);
      if (!known) return 'absent';
      return known.state === 'kept' ? { id: known.external } : 'unknown';
    },
  };
}
