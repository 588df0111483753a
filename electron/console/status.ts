import type { JournalVerdict, StatusLine } from '../../shared/contract/views.ts';
import type { Store } from '../store/open-store.ts';
import type { Orgs } from './orgs/orgs.ts';

/** What the foot of the window tells that the store does not know. */
export type StatusParts = {
  store: Store;
  orgs: Pick<Orgs, 'connection'>;
  host: StatusLine['host'];
  secrets: StatusLine['secrets'];
  now(): number;
  verdict(): JournalVerdict | null;
  notice(): Promise<string | null>;
};

/** The foot of the window as it is now. */
export async function readStatus(parts: StatusParts): Promise<StatusLine> {
  const { db } = parts.store;
  const [live, waiting, owed, journal] = await Promise.all([
    db
      .selectFrom('calls')
      .select((eb) => eb.fn.countAll<number>().as('number'))
      .where('ended_at', 'is', null)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('proposals')
      .select((eb) => [eb.fn.countAll<number>().as('number'), eb.fn.min('created_at').as('oldest')])
      .where('state', '=', 'waiting')
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('follow_ups')
      .select((eb) => eb.fn.countAll<number>().as('number'))
      .where('done_at', 'is', null)
      .executeTakeFirstOrThrow(),
    db.selectFrom('journal').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst(),
  ]);
  const verdict = parts.verdict();
  return {
    connection: parts.orgs.connection(),
    host: parts.host,
    liveCalls: live.number,
    waiting: waiting.number,
    oldestWaitingAt: waiting.oldest,
    followUps: owed.number,
    journal: {
      entries: journal?.seq ?? 0,
      verifiedAt: verdict?.ok ? verdict.verifiedAt : null,
      problem: verdict?.problem ?? null,
    },
    secrets: parts.secrets,
    notice: await parts.notice(),
    now: parts.now(),
  };
}
