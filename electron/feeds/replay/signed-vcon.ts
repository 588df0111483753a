import { z } from 'zod';

const signedShape = z.object({ payload: z.string(), signatures: z.array(z.unknown()).optional() });
const encryptedShape = z.object({ ciphertext: z.string() });

/** The vCon inside a signed one (JWS, general or flattened JSON form); null where the value is not signed. */
export function readSignedPayload(raw: unknown): unknown {
  const signed = signedShape.safeParse(raw).data;
  if (!signed) return null;
  try {
    return JSON.parse(Buffer.from(signed.payload, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

/** Whether the value is an encrypted vCon (JWE). */
export function isEncrypted(raw: unknown): boolean {
  return encryptedShape.safeParse(raw).success;
}
