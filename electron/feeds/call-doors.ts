import type { SecretStore } from '../secrets/open-secret-store.ts';

/** Ways back into live calls that came with their events: whoever has one can speak in the call, so they are sealed. */
export type CallDoors = {
  /** Written to disk once per call: the platform tells it with every event. */
  keep(feed: string, call: string, url: string): Promise<void>;
  find(feed: string, call: string): Promise<string | null>;
  forget(feed: string, call: string): Promise<void>;
};

const prefix = 'door:';

/** Most doors kept; those of calls whose end was never told go first. */
const most = 500;

/** Keeps doors in the secret store. */
export function createCallDoors(secrets: SecretStore): CallDoors {
  const held = new Map<string, string>();
  const nameOf = (feed: string, call: string): string => `${prefix}${feed}:${call}`;

  async function dropOldest(): Promise<void> {
    const names = secrets.names().filter((name) => name.startsWith(prefix));
    for (const name of names.slice(0, Math.max(0, names.length - most))) {
      held.delete(name);
      await secrets.delete(name);
    }
  }

  return {
    async keep(feed, call, url) {
      const name = nameOf(feed, call);
      if (held.get(name) === url) return;
      if ((await secrets.get(name)) !== url) {
        await secrets.set(name, url);
        await dropOldest();
      }
      held.set(name, url);
    },
    async find(feed, call) {
      const name = nameOf(feed, call);
      return held.get(name) ?? secrets.get(name);
    },
    async forget(feed, call) {
      const name = nameOf(feed, call);
      held.delete(name);
      await secrets.delete(name);
    },
  };
}
