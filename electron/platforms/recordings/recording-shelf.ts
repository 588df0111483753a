import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Call } from '../../../shared/model/call.ts';
import type { KeptRecording } from '../../../shared/model/kept-recording.ts';
import type { RecordingAccess } from './recording-access.ts';
import { fetchRecording, type RecordingNetwork } from './recording-fetch.ts';

/** Who told of a recording. */
type Sources = readonly Pick<Call['sources'][number], 'feed' | 'platform'>[];

/** Recordings on their way to Salesforce: fetched before they are approved, kept until nothing waits for them. */
export type RecordingShelf = {
  /** Fetches the recording at an address that a call's sources told, as far as they may; throws a ProblemError. */
  keep(address: string, sources: Sources): Promise<KeptRecording>;
  /** The digest of what was fetched for them since the start; null where nothing was. */
  digestAt(address: string, sources: Sources): string | null;
  /** Its bytes, proved to be the ones; null where they are not here any more. */
  load(digest: string): Promise<Buffer | null>;
  /** Removes whatever no proposal needs. */
  sweep(needed: ReadonlySet<string>): Promise<void>;
};

/** What the shelf works with. */
export type RecordingShelfParts = {
  folder: string;
  /** Recordings that are made here and not fetched, by their address. */
  local(address: string): Buffer | null;
  access(sources: Sources): RecordingAccess;
  network?: RecordingNetwork;
};

/** Larger ones are linked: Salesforce takes 37.5 MB of base64 in one request. */
export const maxRecordingBytes = 25_000_000;
const timeoutMs = 60_000;

const endings: Readonly<Record<string, string>> = {
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'audio/wave': 'wav',
  'audio/mpeg': 'mp3',
  'audio/mp3': 'mp3',
  'audio/mp4': 'm4a',
  'audio/x-m4a': 'm4a',
  'audio/ogg': 'ogg',
  'audio/opus': 'opus',
  'audio/webm': 'webm',
  'video/mp4': 'mp4',
};

/** Opens the shelf in a folder of its own. */
export function openRecordingShelf(parts: RecordingShelfParts): RecordingShelf {
  const pathOf = (digest: string) => join(parts.folder, digest);
  const known = new Map<string, KeptRecording>();

  async function fetched(address: string, sources: Sources) {
    const local = parts.local(address);
    if (local) return { bytes: local, mediaType: 'audio/wav' };
    const { network } = parts;
    return fetchRecording(address, { ...parts.access(sources), maxBytes: maxRecordingBytes, timeoutMs, network });
  }

  async function load(digest: string): Promise<Buffer | null> {
    if (!/^[0-9a-f]{64}$/.test(digest)) return null;
    const bytes = await readFile(pathOf(digest)).catch(() => null);
    return bytes && digestOf(bytes) === digest ? bytes : null;
  }

  return {
    async keep(address, sources) {
      // The same address is not fetched for every look at the card; it may be gone or another thing by then.
      const key = keyOf(address, sources);
      const before = known.get(key);
      if (before && (await load(before.digest))) return before;
      const { bytes, mediaType } = await fetched(address, sources);
      const digest = digestOf(bytes);
      await mkdir(parts.folder, { recursive: true, mode: 0o700 });
      await writeFile(pathOf(digest), bytes, { mode: 0o600 });
      const kept = {
        digest,
        bytes: bytes.length,
        name: `call-recording.${endings[mediaType] ?? 'audio'}`,
        mediaType,
      };
      known.set(key, kept);
      return kept;
    },
    digestAt: (address, sources) => known.get(keyOf(address, sources))?.digest ?? null,
    load,
    async sweep(needed) {
      const names = await readdir(parts.folder).catch(() => []);
      await Promise.all(names.filter((name) => !needed.has(name)).map((name) => rm(pathOf(name), { force: true })));
    },
  };
}

/** What one feed's key opened is not handed to a call of another that names the same address. */
function keyOf(address: string, sources: Sources): string {
  return [address, ...sources.map(({ feed, platform }) => `${platform} ${feed}`)].join('\n');
}

function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
