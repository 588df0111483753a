import type { FeedView, PlatformView } from '../../../shared/contract/feeds-contract.ts';
import type { Feed } from '../../../shared/model/feed.ts';

/** A feed while it is filled in: everything as it stands in the form. */
export type FeedDraft = {
  key: string;
  platform: Feed['platform'];
  name: string;
  /** Empty for the main org. */
  org: string;
  enabled: boolean;
  publicUrl: string;
  holdSeconds: string;
  pendingWords: string;
  apiBase: string;
  options: Readonly<Record<string, string>>;
  /** Only those that were typed; an empty one is to be forgotten. */
  secrets: Readonly<Record<string, string>>;
};

/** What stands in the way of saving a draft, by the part of the form it belongs to. */
export type DraftFaults = Readonly<Record<string, string>>;

/** What is sent to be saved. */
export type SavedFeed = { feed: Omit<Feed, 'unguessable'>; secrets: Record<string, string> };

/** A new feed of a platform, called after it and addressed by a key that no other has. */
export function newDraft(platform: PlatformView, taken: readonly string[]): FeedDraft {
  const { key, number } = freeKey(platform.key, taken);
  return {
    key,
    platform: platform.key,
    name: number === 1 ? platform.label : `${platform.label} ${number}`,
    org: '',
    enabled: true,
    publicUrl: '',
    holdSeconds: '',
    pendingWords: '',
    apiBase: '',
    options: {},
    secrets: {},
  };
}

/** A feed that is there already, to be changed. Its secrets are not known here. */
export function draftOf({ feed }: Pick<FeedView, 'feed'>): FeedDraft {
  return {
    key: feed.key,
    platform: feed.platform,
    name: feed.name,
    org: feed.org ?? '',
    enabled: feed.enabled,
    publicUrl: feed.publicUrl ?? '',
    holdSeconds: feed.holdMs === null ? '' : String(feed.holdMs / 1000),
    pendingWords: feed.pendingWords ?? '',
    apiBase: feed.apiBase ?? '',
    options: feed.options,
    secrets: {},
  };
}

/** What is wrong with a draft; nothing where it can be saved. */
export function faultsOf(draft: FeedDraft, platform: PlatformView, secretsSet: readonly string[]): DraftFaults {
  const faults: Record<string, string> = {};
  if (draft.name.trim() === '') faults.name = 'Give it a name.';
  const isThere = (name: string): boolean => {
    const given = draft.secrets[name];
    return given === undefined ? secretsSet.includes(name) : given.trim() !== '';
  };
  for (const { name, label, required } of platform.secrets) {
    if (required && !isThere(name)) faults[`secret ${name}`] = `${label} is needed: without it everything is refused.`;
  }
  if (draft.platform === 'voiceflow' && !['svixSecret', 'headerSecret'].some(isThere)) {
    faults['secret svixSecret'] = 'Voiceflow proves itself by this, or by the shared secret below: give one of them.';
  }
  if (draft.publicUrl.trim() && !isWebAddress(draft.publicUrl)) faults.publicUrl = wholeAddress;
  if (draft.platform === 'twilio' && draft.publicUrl.trim() === '') {
    faults.publicUrl = 'Twilio signs the address it calls, so it has to be known here.';
  }
  if (draft.apiBase.trim() && !isWebAddress(draft.apiBase)) faults.apiBase = wholeAddress;
  if (draft.holdSeconds.trim() && !(toMs(draft.holdSeconds) > 0)) {
    faults.holdSeconds = 'A number of seconds, or empty for the usual.';
  }
  return faults;
}

/** The draft as it is saved. */
export function toSaved(draft: FeedDraft): SavedFeed {
  const { key, platform, enabled } = draft;
  const options = Object.entries(draft.options).filter(([, value]) => value.trim() !== '');
  return {
    feed: {
      key,
      platform,
      enabled,
      name: draft.name.trim(),
      org: draft.org || null,
      publicUrl: draft.publicUrl.trim() || null,
      holdMs: draft.holdSeconds.trim() === '' ? null : toMs(draft.holdSeconds),
      pendingWords: draft.pendingWords.trim() || null,
      apiBase: draft.apiBase.trim() || null,
      options: Object.fromEntries(options.map(([name, value]) => [name, value.trim()])),
    },
    secrets: Object.fromEntries(Object.entries(draft.secrets).map(([name, value]) => [name, value.trim()])),
  };
}

/** A secret that nobody can guess, for those we make up ourselves. */
export function madeUpSecret(random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): string {
  const letters = String.fromCharCode(...random(new Uint8Array(32)));
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

const wholeAddress = 'The whole address, with https:// before it.';

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]+/.test(text.trim()) && URL.canParse(text.trim());
}

function toMs(seconds: string): number {
  return Math.round(Number(seconds.trim().replace(',', '.')) * 1000);
}

function freeKey(platform: string, taken: readonly string[]): { key: string; number: number } {
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? platform : `${platform}-${number}`;
    if (!taken.includes(key)) return { key, number };
  }
}
