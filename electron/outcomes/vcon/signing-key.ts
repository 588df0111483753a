import { createHash, createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { SecretStore } from '../../secrets/open-secret-store.ts';
import { fromJson } from '../../store/from-json.ts';
import type { Store, StoreTransaction } from '../../store/open-store.ts';
import { selfSignedCertificate } from './self-signed-certificate.ts';

/** The key a console signs vCons with, and its certificate (DER). */
export type SigningKey = { privateKey: KeyObject; certificate: Buffer };

const secretName = 'vcon.signing-key';
/** Where the public parts are kept, newest first: what was signed with a former key is still known as ours. */
const preferenceKey = 'vcon-certificates';
const mostKept = 50;
const certificates = z.array(z.string());
const sealedKey = z.object({ privateKey: z.string(), certificate: z.string() });

/** The SHA-256 of a certificate in hexadecimal: what people compare to know a key. */
export function fingerprintOf(certificate: Uint8Array): string {
  return createHash('sha256').update(certificate).digest('hex');
}

/** The console's key as it was sealed; null where it never signed, or what sealed it is gone. */
export async function readSigningKey(secrets: Pick<SecretStore, 'get'>): Promise<SigningKey | null> {
  const kept = await secrets.get(secretName);
  if (kept === null) return null;
  const { privateKey, certificate } = fromJson(sealedKey, kept);
  return { privateKey: createPrivateKey(privateKey), certificate: Buffer.from(certificate, 'base64') };
}

/** Gives the console's key, made on first use; two who ask at once get the same. */
export function createSigningKey(parts: {
  secrets: Pick<SecretStore, 'get' | 'set'>;
  store: Store;
  now(): number;
}): () => Promise<SigningKey> {
  let making: Promise<SigningKey> | null = null;

  async function make(): Promise<SigningKey> {
    const kept = await readSigningKey(parts.secrets);
    if (kept) return kept;
    const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
    const certificate = selfSignedCertificate(privateKey, new Date(parts.now()));
    await keepCertificate(parts.store, certificate);
    const text = privateKey.export({ type: 'pkcs8', format: 'pem' });
    await parts.secrets.set(
      secretName,
      JSON.stringify({ privateKey: text, certificate: certificate.toString('base64') }),
    );
    return { privateKey, certificate };
  }

  return () => {
    making ??= make().catch((cause) => {
      making = null;
      throw cause;
    });
    return making;
  };
}

/** The certificates of every key this console ever had, newest first. */
export async function knownCertificates(db: Pick<StoreTransaction, 'selectFrom'>): Promise<Buffer[]> {
  const row = await db.selectFrom('preferences').select('value').where('key', '=', preferenceKey).executeTakeFirst();
  return row ? fromJson(certificates, row.value).map((each) => Buffer.from(each, 'base64')) : [];
}

function keepCertificate(store: Store, certificate: Buffer): Promise<unknown> {
  return store.transact(async (tx) => {
    const kept = [certificate, ...(await knownCertificates(tx))].slice(0, mostKept);
    const value = JSON.stringify(kept.map((each) => each.toString('base64')));
    await tx
      .insertInto('preferences')
      .values({ key: preferenceKey, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute();
  });
}
