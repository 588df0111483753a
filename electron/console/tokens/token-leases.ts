import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type TokenLease, tokenLease } from '../../../shared/model/access-token.ts';
import { assertNever } from '../../../shared/model/assert-never.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import { appendJournal } from '../../journal/append-journal.ts';
import type { SecretStore } from '../../secrets/open-secret-store.ts';
import { fromJson } from '../../store/from-json.ts';
import type { Store, StoreTransaction } from '../../store/open-store.ts';

/** Why a token is revoked before or at its time. */
export type RevokedBecause = { kind: 'time' | 'undelivered' | 'stopped' } | { kind: 'by-hand'; name: string };

/** The tokens that were issued, each until it is revoked. */
export type TokenLeases = {
  /** Durable once it resolves, as far as secrets are: the token is revoked when its time comes, also by a later process. */
  open(issued: NewLease, token: string): Promise<void>;
  /** The response with the token has left, or broke off: then the token is revoked at once. */
  delivered(proposal: string, arrived: boolean): void;
  /** Revokes it now; tried again by itself where Salesforce cannot be told. */
  revoke(proposal: string, why: RevokedBecause): Promise<TokenLease>;
  /** Those that live, and those issued within a week; newest first. */
  list(): Promise<TokenLease[]>;
  /** Takes up what an earlier process left. */
  resume(): Promise<void>;
  /** Resolves when nothing is being revoked. */
  idle(): Promise<void>;
  /** Revokes all that live, as nobody will be there to do it. */
  stop(): Promise<void>;
};

const kept = tokenLease.extend({ reference: z.string(), call: z.string().nullable(), instanceUrl: z.string() });
type Kept = z.infer<typeof kept>;

/** A token as it is issued. */
export type NewLease = Pick<
  Kept,
  'proposal' | 'org' | 'app' | 'user' | 'issuedAt' | 'revokeAt' | 'reference' | 'call' | 'instanceUrl'
>;

/** What the leases work with. */
export type TokenLeasesParts = {
  store: Store;
  secrets: SecretStore;
  revoke(instanceUrl: string, token: string): Promise<void>;
  now(): number;
  setTimer(ms: number, run: () => void): () => void;
  log(message: string, cause?: unknown): void;
};

const shownMs = 7 * 24 * 60 * 60_000;
const drainMs = 4_000;
const firstPauseMs = 2_000;
const longestPauseMs = 60_000;

const secret = z.object({ token: z.string(), instanceUrl: z.string() });
const prefix = 'token-lease:';

/** Makes the leases; `resume` begins to watch over them. */
export function createTokenLeases(parts: TokenLeasesParts): TokenLeases {
  const { store, secrets, now } = parts;
  const timers = new Map<string, () => void>();
  const revoking = new Map<string, Promise<TokenLease>>();
  const busy = new Set<Promise<unknown>>();
  const tries = new Map<string, number>();
  let stopped = false;

  async function load(proposal: string, db: Pick<StoreTransaction, 'selectFrom'> = store.db): Promise<Kept> {
    const row = await db.selectFrom('token_leases').select('body').where('proposal', '=', proposal).executeTakeFirst();
    if (!row) throw new ProblemError(toProblem('not-found', 'No access token was issued for this.'));
    return fromJson(kept, row.body);
  }

  async function save(tx: StoreTransaction, lease: Kept): Promise<void> {
    const row = { state: lease.state, issued_at: lease.issuedAt, body: JSON.stringify(lease) };
    await tx
      .insertInto('token_leases')
      .values({ proposal: lease.proposal, ...row })
      .onConflict((conflict) => conflict.column('proposal').doUpdateSet(row))
      .execute();
  }

  async function note(tx: StoreTransaction, kind: TokenKind, lease: Kept, told: Told): Promise<void> {
    const { org, call, proposal, app, user, fingerprint, revokeAt } = lease;
    const detail = { fingerprint, app, user, revokeAt, ...told.detail };
    const summary = `${lease.reference}: ${told.summary}`;
    await appendJournal(tx, [{ at: now(), kind, org, call, proposal, actor: told.actor, summary, detail }]);
  }

  /** What is new about a token that lives, with its line in the journal; one that is over stays as it is. */
  function change(proposal: string, news: Partial<Kept>, line: { kind: TokenKind; told: Told } | null): Promise<Kept> {
    return store.transact(async (tx) => {
      const before = await load(proposal, tx);
      if (before.state !== 'live') return before;
      const lease = { ...before, ...news };
      await save(tx, lease);
      if (line) await note(tx, line.kind, lease, line.told);
      return lease;
    });
  }

  function schedule(proposal: string, ms: number, why: RevokedBecause): void {
    timers.get(proposal)?.();
    if (stopped) return;
    timers.set(
      proposal,
      parts.setTimer(Math.max(0, ms), () => track(revoke(proposal, why))),
    );
  }

  function track(work: Promise<unknown>): void {
    const run: Promise<unknown> = work
      .catch((cause) => parts.log('an access token could not be revoked', cause))
      .finally(() => busy.delete(run));
    busy.add(run);
  }

  function revoke(proposal: string, why: RevokedBecause): Promise<TokenLease> {
    const underWay = revoking.get(proposal);
    if (underWay) return underWay;
    const run = revokeOnce(proposal, why).finally(() => revoking.delete(proposal));
    revoking.set(proposal, run);
    return run;
  }

  async function revokeOnce(proposal: string, why: RevokedBecause): Promise<TokenLease> {
    const lease = await load(proposal);
    if (lease.state !== 'live') return lease;
    timers.get(proposal)?.();
    timers.delete(proposal);
    const sealed = await secrets.get(prefix + proposal);
    if (sealed === null) return lose(lease);
    const { token, instanceUrl } = fromJson(secret, sealed);
    try {
      await parts.revoke(instanceUrl, token);
    } catch (cause) {
      return later(lease, why, cause);
    }
    const told = { actor: actorOf(why), summary: `its access token was revoked, ${wordsFor(why)}`, detail: {} };
    const news = { state: 'revoked', endedAt: now(), trouble: null } as const;
    const ended = await change(proposal, news, { kind: 'token.revoked', told });
    await secrets.delete(prefix + proposal);
    return ended;
  }

  /** Told once in the journal, however often it is tried. */
  async function later(lease: Kept, why: RevokedBecause, cause: unknown): Promise<Kept> {
    const trouble = cause instanceof ProblemError ? cause.problem.message : 'Countersign failed while it did so.';
    if (!(cause instanceof ProblemError)) parts.log('an access token could not be revoked', cause);
    const count = tries.get(lease.proposal) ?? 0;
    tries.set(lease.proposal, count + 1);
    schedule(lease.proposal, Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(count, 6)), why);
    const told = { actor: 'Countersign', summary: 'its access token could not be revoked; it is tried again' };
    const line = { kind: 'token.not-revoked', told: { ...told, detail: { why: trouble } } } as const;
    return change(lease.proposal, { trouble }, lease.trouble === null ? line : null);
  }

  function lose(lease: Kept): Promise<Kept> {
    const trouble = 'Countersign ended without revoking it, and the token was kept in memory only.';
    const summary = 'its access token cannot be revoked any more; it lives as long as the org’s session timeout';
    const told = { actor: 'Countersign', summary, detail: { why: trouble } };
    const news = { state: 'lost', endedAt: now(), trouble } as const;
    return change(lease.proposal, news, { kind: 'token.not-revoked', told });
  }

  async function live(): Promise<Kept[]> {
    const rows = await store.db.selectFrom('token_leases').select('body').where('state', '=', 'live').execute();
    return rows.map(({ body }) => fromJson(kept, body));
  }

  /** A token that was sealed, and its process ended before the rest was on disk. */
  async function revokeOrphans(): Promise<void> {
    for (const name of secrets.names().filter((each) => each.startsWith(prefix))) {
      const row = await store.db
        .selectFrom('token_leases')
        .select('state')
        .where('proposal', '=', name.slice(prefix.length))
        .executeTakeFirst();
      if (row?.state === 'live') continue;
      const sealed = await secrets.get(name);
      if (sealed !== null) {
        const { token, instanceUrl } = fromJson(secret, sealed);
        await parts.revoke(instanceUrl, token);
      }
      await secrets.delete(name);
    }
  }

  return {
    async open(issued, token) {
      const fingerprint = createHash('sha256').update(token).digest('hex').slice(0, 12);
      const lease = { ...issued, fingerprint, state: 'live', handedAt: null, endedAt: null, trouble: null } as const;
      await secrets.set(prefix + issued.proposal, JSON.stringify({ token, instanceUrl: issued.instanceUrl }));
      const told = { actor: 'Salesforce', summary: 'an access token was issued', detail: {} };
      await store.transact(async (tx) => {
        await save(tx, lease);
        await note(tx, 'token.issued', lease, told);
      });
      schedule(lease.proposal, lease.revokeAt - now(), { kind: 'time' });
    },
    delivered(proposal, arrived) {
      if (!arrived) return track(revoke(proposal, { kind: 'undelivered' }));
      track(change(proposal, { handedAt: now() }, null));
    },
    revoke,
    async list() {
      const rows = await store.db
        .selectFrom('token_leases')
        .select('body')
        .where((eb) => eb.or([eb('state', '=', 'live'), eb('issued_at', '>', now() - shownMs)]))
        .orderBy('issued_at', 'desc')
        .execute();
      return rows.map(({ body }) => tokenLease.parse(JSON.parse(body)));
    },
    async resume() {
      for (const lease of await live()) {
        const isSealed = secrets.names().includes(prefix + lease.proposal);
        if (!isSealed) await lose(lease);
        // Its answer was cut off with the process that gave it.
        else if (lease.handedAt === null) track(revoke(lease.proposal, { kind: 'undelivered' }));
        else schedule(lease.proposal, lease.revokeAt - now(), { kind: 'time' });
      }
      track(revokeOrphans());
    },
    async idle() {
      while (busy.size > 0) await Promise.all(busy);
    },
    async stop() {
      stopped = true;
      for (const cancel of timers.values()) cancel();
      timers.clear();
      const all = (await live()).map(({ proposal }) => revoke(proposal, { kind: 'stopped' }));
      let done = () => {};
      const most = new Promise<void>((resolve) => (done = parts.setTimer(drainMs, resolve)));
      await Promise.race([Promise.allSettled([...all, ...busy]), most]);
      done();
    },
  };
}

type TokenKind = 'token.issued' | 'token.revoked' | 'token.not-revoked';
type Told = { actor: string; summary: string; detail: Record<string, unknown> };

function actorOf(why: RevokedBecause): string {
  return why.kind === 'by-hand' ? why.name : 'Countersign';
}

function wordsFor(why: RevokedBecause): string {
  switch (why.kind) {
    case 'time':
      return 'as its time was over';
    case 'undelivered':
      return 'as it did not reach the agent';
    case 'stopped':
      return 'as Countersign stopped';
    case 'by-hand':
      return 'by hand';
    default:
      return assertNever(why);
  }
}
