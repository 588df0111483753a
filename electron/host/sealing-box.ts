import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Seals tokens with means of the host. */
export interface SealingBox {
  kind: 'os' | 'memory';
  /** Where sealed tokens are safe, as a sentence for the supervisor. */
  describe: string;
  seal(plain: string): Promise<string>;
  open(sealed: string): Promise<string>;
}

export const sealingKeyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** A box whose key is known to this process only: what it seals cannot be opened after the console stopped. */
export function memoryBox(): SealingBox {
  return {
    kind: 'memory',
    describe: 'This computer offers no keyring: tokens are kept in memory only and are gone when the console stops.',
    ...sealWith(randomBytes(sealingKeyBytes)),
  };
}

/** Seals with AES-256-GCM under a key. */
export function sealWith(key: Uint8Array): Pick<SealingBox, 'seal' | 'open'> {
  return {
    async seal(plain) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
    },
    async open(sealed) {
      const bytes = Buffer.from(sealed, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8');
    },
  };
}
