import { chmod, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { SecretBox } from './secret-box.ts';
import { writeFileDurably } from './write-file-durably.ts';

/** Named secrets of one data folder: tokens, keys of platforms. */
export type SecretStore = {
  kind: SecretBox['kind'];
  describe: string;
  /** The secret; null where there is none, or where the box that sealed it is gone. */
  get(name: string): Promise<string | null>;
  /** Durable once it resolves, as far as the box can be. */
  set(name: string, secret: string): Promise<void>;
  delete(name: string): Promise<void>;
  names(): string[];
};

/** Its file in the data folder. */
export const sealedName = 'secrets.json';
/** What is in it; `box` tells people what it was sealed with. */
export const sealedFile = z.object({
  version: z.literal(1),
  box: z.string().optional(),
  sealed: z.record(z.string(), z.string()),
});

/** Opens the secrets of a data folder. Secrets sealed in memory never reach the disk. */
export async function openSecretStore(folder: string, box: SecretBox): Promise<SecretStore> {
  const path = join(folder, sealedName);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await removeLeftovers(folder);
  const onDisk = box.kind === 'os' ? await readOrSetAside(path) : {};
  const sealed = new Map(Object.entries(onDisk));
  // One write at a time: two renames in the wrong order would bring a replaced token back.
  let writing: Promise<void> = Promise.resolve();

  function save(): Promise<void> {
    if (box.kind === 'memory') return Promise.resolve();
    const next = writing.then(() => {
      const text = JSON.stringify({ version: 1, box: box.describe, sealed: Object.fromEntries(sealed) });
      return writeFileDurably(path, text);
    });
    writing = next.catch(() => {});
    return next;
  }

  return {
    kind: box.kind,
    describe: box.describe,
    async get(name) {
      const kept = sealed.get(name);
      if (kept === undefined) return null;
      // A keyring that was reset, or a data folder copied from elsewhere: as good as no secret.
      return box.open(kept).catch(() => null);
    },
    async set(name, secret) {
      sealed.set(name, await box.seal(secret));
      await save();
    },
    async delete(name) {
      if (sealed.delete(name)) await save();
    },
    names: () => [...sealed.keys()],
  };
}

async function readOrSetAside(path: string): Promise<Record<string, string>> {
  const text = await readFile(path, 'utf8').catch((failure: NodeJS.ErrnoException) => {
    if (failure.code === 'ENOENT') return null;
    throw failure;
  });
  if (text === null) return {};
  await chmod(path, 0o600);
  const parsed = sealedFile.safeParse(parseJson(text));
  if (parsed.success) return parsed.data.sealed;
  // Damaged: kept for whoever can read it, out of the way of the secrets to come.
  await rename(path, `${path}.damaged`);
  return {};
}

/** Half-written files of a process that was killed. */
async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder);
  const leftovers = names.filter((name) => name.startsWith(`${sealedName}.`) && name.endsWith('.tmp'));
  await Promise.all(leftovers.map((name) => rm(join(folder, name), { force: true })));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
