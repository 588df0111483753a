import { createHash, sign } from 'node:crypto';
import { z } from 'zod';
import type { SigningKey } from './signing-key.ts';

/** Says in the protected header that a file must be, to the byte, as a console writes it. */
export const madeBy = 'Countersign';

/** What is signed about the signature itself. Names the certificate, so that another cannot take its place. */
export const protectedHeader = z.object({
  alg: z.string(),
  'x5t#S256': z.string().optional(),
  x5c: z.array(z.string()).min(1).optional(),
  made_by: z.string().optional(),
});

const signatureShape = z.object({
  header: z.object({ x5c: z.array(z.string()).min(1).optional(), uuid: z.string().optional() }).optional(),
  protected: z.string(),
  signature: z.string(),
});
export type Signature = z.infer<typeof signatureShape>;

/** A signed vCon: JWS in its general JSON serialization (RFC 7515, 7.2.1), as the vCon draft wants it. */
export const signedVcon = z.object({ payload: z.string(), signatures: z.array(signatureShape).min(1) });
export type SignedVcon = z.infer<typeof signedVcon>;

/** The one way a console writes a signed vCon: every member in this order, nothing between them. */
export function signedText({ payload, signatures }: SignedVcon): string {
  const written = signatures.map(({ header, protected: covered, signature }) => ({
    header: { x5c: header?.x5c, uuid: header?.uuid },
    protected: covered,
    signature,
  }));
  return `${JSON.stringify({ payload, signatures: written })}\n`;
}

/** Signs a vCon. What it holds is never edited afterwards: a later export is another vCon. */
export function signVcon(vcon: { uuid: string }, { privateKey, certificate }: SigningKey): string {
  const payload = base64url(JSON.stringify(vcon));
  const thumbprint = createHash('sha256').update(certificate).digest('base64url');
  const covered = base64url(JSON.stringify({ alg: 'RS256', 'x5t#S256': thumbprint, made_by: madeBy }));
  const signature = sign('sha256', Buffer.from(`${covered}.${payload}`), privateKey).toString('base64url');
  const header = { x5c: [certificate.toString('base64')], uuid: vcon.uuid };
  return signedText({ payload, signatures: [{ header, protected: covered, signature }] });
}

function base64url(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}
