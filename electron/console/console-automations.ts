import type { Org } from '../../shared/model/org.ts';
import { ProblemError } from '../../shared/model/problem.ts';
import type { Catalogue } from '../actions/catalogue.ts';
import { type Automations, createAutomations } from '../automations/automations.ts';
import type { FeedBook } from '../feeds/feeds-store.ts';
import type { OutboundReader } from '../proposals/preparing/prepare-outbound.ts';
import type { Proposals } from '../proposals/proposals.ts';
import { locateRecord } from '../salesforce/records/locate-record.ts';
import { createObjectDirectory } from '../salesforce/records/object-directory.ts';
import type { SecretStore } from '../secrets/open-secret-store.ts';
import type { Store } from '../store/open-store.ts';
import { createOutboundSenders, type OutboundSenders } from './automations/outbound-senders.ts';
import { type OutboundBook, openOutboundSettings } from './automations/outbound-settings.ts';
import { createOutboundTarget } from './automations/outbound-target.ts';
import { isSigning } from './automations/outbound-webhook.ts';
import type { Orgs } from './orgs/orgs.ts';

/** What leaves for others than Salesforce: through whom, under which settings, and how it is sent. */
export type ConsoleOutbound = {
  senders: OutboundSenders;
  settings: OutboundBook;
  target: ReturnType<typeof createOutboundTarget>;
  reader: OutboundReader;
  secrets: WebhookSecrets;
};

/** Secrets of webhooks, by the names that people gave them. */
export type WebhookSecrets = {
  list(): string[];
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  forget(name: string): Promise<void>;
};

const secretPrefix = 'webhook:';

/** Opens it; the feeds’ accounts and secrets are those that are called through. */
export async function openConsoleOutbound(parts: {
  store: Store;
  secrets: SecretStore;
  book: FeedBook;
  findOrg: Orgs['find'];
  now(): number;
}): Promise<ConsoleOutbound> {
  const { store, book, findOrg, now } = parts;
  const settings = await openOutboundSettings(store);
  const senders = createOutboundSenders(book, findOrg);
  const secrets: WebhookSecrets = {
    list: () =>
      parts.secrets
        .names()
        .flatMap((name) => (name.startsWith(secretPrefix) ? [name.slice(secretPrefix.length)] : []))
        .sort(),
    get: (name) => parts.secrets.get(secretPrefix + name),
    set: (name, value) => parts.secrets.set(secretPrefix + name, value),
    forget: (name) => parts.secrets.delete(secretPrefix + name),
  };
  const target = createOutboundTarget({
    store,
    senders,
    secretOf: secrets.get,
    settings: settings.read,
    fetch,
    now,
    countryOf: (org) => findOrg(org)?.country ?? 'US',
  });
  const reader: OutboundReader = {
    sender: senders.sender,
    refusalFields: async (operation) =>
      operation === 'call' ? settings.read().doNotCallFields : settings.read().optedOutFields,
    settings: settings.read,
    async signs(name) {
      const secret = await secrets.get(name);
      return secret === null ? null : isSigning(secret);
    },
  };
  return { senders, settings, target, reader, secrets };
}

/** Puts the automations of a console together. */
export function createConsoleAutomations(parts: {
  store: Store;
  orgs: Pick<Orgs, 'connectionOf' | 'find'>;
  catalogue: Catalogue;
  proposals: Pick<Proposals, 'propose'>;
  outbound: Pick<ConsoleOutbound, 'settings'>;
  now(): number;
  setTimer(ms: number, run: () => void): () => void;
  checkpoint(name: string): void;
  log(message: string, cause?: unknown): void;
}): Automations {
  const { orgs, proposals, outbound } = parts;
  const directory = createObjectDirectory();
  return createAutomations({
    ...parts,
    connectionOf: orgs.connectionOf,
    findOrg: (id): Org | null => orgs.find(id),
    propose: proposals.propose,
    outbound: async () => outbound.settings.read(),
    async nameRecord(org, id) {
      const connection = orgs.connectionOf(org);
      if ('message' in connection) throw new ProblemError(connection);
      return locateRecord(connection, id, await directory.list(connection));
    },
  });
}
