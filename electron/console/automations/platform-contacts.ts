import { createHash } from 'node:crypto';
import type { FoundContact, OutboundAnswer, OutboundContact } from '../../platforms/outbound.ts';
import type { Store } from '../../store/open-store.ts';

/** Which contact a platform has of which record and number: one for each, whatever asks for it and however often. */
export type PlatformContacts = {
  /** The platform's id of the contact with a number, in E.164; null where none is known here. */
  find(via: string, phone: string): Promise<string | null>;
  /** Makes it where it is not there; where it is, nothing is sent. */
  keep(of: ContactOf, wanted: OutboundContact, at: ContactsAt): Promise<OutboundAnswer>;
  /** What is known of a making whose answer was lost. */
  settle(of: ContactOf, phone: string, look: ContactsAt['look']): Promise<{ id: string | null } | 'absent' | 'unknown'>;
};

/** The record a contact is of, and the proposal that asks for it. */
export type ContactOf = { via: string; org: string; record: string; proposal: string };

/** The platform: how a contact is made there, and how one is looked for. */
export type ContactsAt = { make(): Promise<OutboundAnswer>; look(phone: string): Promise<FoundContact> };

const againMs = 30_000;

/** Keeps them in the store: what is about to be made is on disk before it is asked for. */
export function createPlatformContacts(store: Store, now: () => number): PlatformContacts {
  /** By feed: of two records with one number the second sees what became of the first. */
  const turns = new Map<string, Promise<unknown>>();

  const rows = (via: string) => store.db.selectFrom('platform_contacts').selectAll().where('feed', '=', via);
  const ofRecord = ({ via, org, record }: ContactOf) =>
    rows(via).where('org', '=', org).where('record', '=', record).executeTakeFirst();
  const ofNumber = (via: string, phone: string) => rows(via).where('phone', '=', phone).execute();

  async function put(of: ContactOf, wanted: Digested, state: 'sending' | 'kept', external: string | null) {
    const values = { ...wanted, external, proposal: of.proposal, state, at: now() };
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

  async function find(via: string, phone: string): Promise<string | null> {
    return (await ofNumber(via, phone)).find(({ state }) => state === 'kept')?.external ?? null;
  }

  async function keepOne(of: ContactOf, wanted: OutboundContact, { make, look }: ContactsAt): Promise<OutboundAnswer> {
    const digested = digestOf(wanted);
    const known = await ofRecord(of);
    if (known?.state === 'kept' && known.phone === wanted.phone) {
      return there(known.external, known.digest === digested.digest ? 'there already' : unchanged);
    }
    const others = await ofNumber(of.via, wanted.phone);
    if ([...others, ...(known ? [known] : [])].some((each) => each.state !== 'kept' && each.proposal !== of.proposal)) {
      return {
        kind: 'refused',
        why: 'Another making of this contact is not settled yet. Say first what became of it.',
      };
    }
    const other = others.find(({ state }) => state === 'kept');
    const found: FoundContact = other?.external ? { kind: 'found', id: other.external } : await look(wanted.phone);
    // Nothing was made: it can be asked again.
    if (found.kind === 'unreachable') return { kind: 'not-sent', why: found.why, retryAfterMs: againMs };
    if (found.kind === 'found') {
      await put(of, digested, 'kept', found.id);
      return there(found.id, 'there already, with this number');
    }
    if (known?.state === 'kept') return { kind: 'refused', why: otherNumber(known.phone) };
    await put(of, digested, 'sending', null);
    const answer = await make();
    if (answer.kind === 'taken') await put(of, digested, 'kept', answer.id);
    // Certainly not made: the next may try.
    else if (answer.kind !== 'unknown') await forget(of);
    return answer;
  }

  return {
    find,
    keep(of, wanted, at) {
      const turn = (turns.get(of.via) ?? Promise.resolve()).then(() => keepOne(of, wanted, at));
      // Whoever comes next waits for it, whatever became of it.
      turns.set(
        of.via,
        turn.catch(() => {}),
      );
      return turn;
    },
    async settle(of, phone, look) {
      const known = await ofRecord(of);
      if (!known) return 'absent';
      if (known.state === 'kept') return { id: known.external };
      const found = await look(phone);
      if (found.kind !== 'found') return 'unknown';
      await put(of, { phone: known.phone, digest: known.digest }, 'kept', found.id);
      return { id: found.id };
    },
  };
}

type Digested = { phone: string; digest: string };

function digestOf(wanted: OutboundContact): Digested {
  return { phone: wanted.phone, digest: createHash('sha256').update(JSON.stringify(wanted)).digest('base64url') };
}

const unchanged = 'there already; what is new was not passed on, as the platform’s API changes no contact';

function there(id: string | null, status: string): OutboundAnswer {
  return { kind: 'taken', id, told: { status } };
}

function otherNumber(phone: string): string {
  const known = phone === '' ? 'another number' : phone;
  return `It keeps this record with ${known}, and its API changes no contact. Change the number there, then retry.`;
}
