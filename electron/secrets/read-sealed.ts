import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SecretStore } from './open-secret-store.ts';
import { sealedFile, sealedName } from './open-secret-store.ts';
import type { SecretBox } from './secret-box.ts';

/** The secrets of a data folder, read beside a console that may be writing them: nothing is changed or cleared away. */
export async function readSealed(
  folder: string,
  box: SecretBox,
): Promise<Pick<SecretStore, 'get'> & { box: SecretBox['kind']; sealedBy: string | null }> {
  const text = await readFile(join(folder, sealedName), 'utf8').catch(() => null);
  const kept = text === null ? null : sealedFile.safeParse(JSON.parse(text)).data;
  return {
    box: box.kind,
    sealedBy: kept?.box ?? null,
    async get(name) {
      const sealed = kept?.sealed[name];
      return sealed === undefined ? null : box.open(sealed).catch(() => null);
    },
  };
}
