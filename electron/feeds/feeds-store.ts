import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Feed, feed } from '../../shared/model/feed.ts';
import { ProblemError, toProblem } from '../../shared/model/problem.ts';
import type { SecretStore } from '../secrets/open-secret-store.ts';
import { fromJson } from '../store/from-json.ts';
import type { Store } from '../store/open-store.ts';
import type { RunningFeed } from './running-feed.ts';

/** Every configured feed, with its secrets opened. */
export type FeedBook = {
  /** In the order of their keys. */
  list(): readonly RunningFeed[];
  /** The feed of this key; null where there is none, or it is switched off. */
  find(key: string): Promise<RunningFeed | null>;
  /** The feed of this key, switched on or off. */
  get(key: string): RunningFeed | null;
  /** Secrets that are not named stay as they are; an empty one is forgotten. */
  save(of: Feed, secrets: Readonly<Record<string, string>>): Promise<RunningFeed>;
  remove(key: string): Promise<void>;
  /** Gives it another address that nobody can guess. */
  regenerate(key: string): Promise<RunningFeed>;
  /** The org that a feed's calls belong to; null where none was chosen. */
  orgOf(key: string): string | null;
  bookmark(key: string): { read(): Promise<string | null>; write(value: string): Promise<void> };
  onChange(listener: () => void): () => void;
};

const secretsShape = z.record(z.string(), z.string());
const secretName = (key: string): string => `feed:${key}`;

/** A last part of an address that nobody can guess. */
export function unguessable(): string {
  return randomBytes(24).toString('base64url');
}

function inOrder(known: ReadonlyMap<string, RunningFeed>): readonly RunningFeed[] {
  return [...known.values()].sort((a, b) => a.key.localeCompare(b.key));
}

/** Opens the feeds of a store: kept in memory, since every request asks for one. */
export async function openFeedBook(store: Store, secrets: SecretStore): Promise<FeedBook> {
  const rows = await store.db.selectFrom('feeds').selectAll().orderBy('key').execute();
  const known = new Map<string, RunningFeed>();
  for (const row of rows) known.set(row.key, { ...fromJson(feed, row.body), secrets: await openSecrets(row.key) });
  let listed = inOrder(known);
  const listeners = new Set<() => void>();

  async function openSecrets(key: string): Promise<Record<string, string>> {
    const kept = await secrets.get(secretName(key));
    return kept === null ? {} : fromJson(secretsShape, kept);
  }

  function tell(): void {
    listed = inOrder(known);
    for (const listener of listeners) listener();
    store.touch();
  }

  async function put(of: Feed): Promise<void> {
    const body = JSON.stringify(of);
    await store.transact((tx) =>
      tx
        .insertInto('feeds')
        .values({ key: of.key, body })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ body }))
        .execute(),
    );
  }

  function existing(key: string): RunningFeed {
    const found = known.get(key);
    if (found) return found;
    throw new ProblemError(toProblem('not-found', `There is no feed “${key}”.`));
  }

  async function save(of: Feed, given: Readonly<Record<string, string>>): Promise<RunningFeed> {
    const plain = feed.parse(of);
    const before = known.get(of.key)?.secrets ?? {};
    const held = Object.fromEntries(Object.entries({ ...before, ...given }).filter(([, value]) => value !== ''));
    // The secrets first: a feed without them would refuse its platform.
    if (Object.keys(given).length > 0) await secrets.set(secretName(of.key), JSON.stringify(held));
    await put(plain);
    const running = { ...plain, secrets: held };
    known.set(of.key, running);
    tell();
    return running;
  }

  return {
    list: () => listed,
    find: async (key) => {
      const found = known.get(key);
      return found?.enabled ? found : null;
    },
    get: (key) => known.get(key) ?? null,
    save,
    async remove(key) {
      existing(key);
      await store.transact(async (tx) => {
        await tx.deleteFrom('feeds').where('key', '=', key).execute();
        await tx.deleteFrom('feed_bookmarks').where('feed', '=', key).execute();
        await tx.deleteFrom('kept_requests').where('feed', '=', key).execute();
        await tx.deleteFrom('call_doors').where('feed', '=', key).execute();
      });
      await secrets.delete(secretName(key));
      known.delete(key);
      tell();
    },
    regenerate(key) {
      const { secrets: _, ...of } = existing(key);
      return save({ ...of, unguessable: unguessable() }, {});
    },
    orgOf: (key) => known.get(key)?.org ?? null,
    bookmark: (key) => ({
      async read() {
        const row = await store.db
          .selectFrom('feed_bookmarks')
          .select('value')
          .where('feed', '=', key)
          .executeTakeFirst();
        return row?.value ?? null;
      },
      async write(value) {
        await store.transactTogether((tx) =>
          tx
            .insertInto('feed_bookmarks')
            .values({ feed: key, value })
            .onConflict((conflict) => conflict.column('feed').doUpdateSet({ value }))
            .execute(),
        );
      },
    }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
