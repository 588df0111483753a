import { type KeyObject, verify, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { madeBy, protectedHeader, type Signature, type SignedVcon, signedText, signedVcon } from './signed-form.ts';
import { fingerprintOf } from './signing-key.ts';
import { unboundDecision } from './unbound-decision.ts';

const vconShape = z.object({
  uuid: z.string(),
  subject: z.string().optional(),
  created_at: z.string().optional(),
  dialog: z.array(z.unknown()).optional(),
  attachments: z.array(z.unknown()).optional(),
});

/** What verifying a file found. A good signature says which key signed, not whose key that is. */
export type VconVerdict =
  | {
      ok: true;
      uuid: string;
      subject: string | null;
      createdAt: string | null;
      dialogs: number;
      attachments: number;
      /** SHA-256 of the certificate, hexadecimal. */
      fingerprint: string;
      /** Whose the certificate says it is. */
      name: string;
    }
  | { ok: false; problem: string };

const digests: Readonly<Record<string, string>> = { RS256: 'sha256', RS384: 'sha384', RS512: 'sha512' };

/** Verifies a signed vCon with nothing but the file: the signature, the certificate it names, and that nothing was added. */
export function verifyVcon(text: string): VconVerdict {
  const raw = parse(text);
  if (raw === undefined) return refused('This is not JSON.');
  const signed = signedVcon.safeParse(raw).data;
  if (!signed) return refused(notSigned(raw));
  const payload = canonicalBase64url(signed.payload);
  if (!payload) return refused('The payload was changed: it is not base64url.');
  const vcon = vconShape.safeParse(parse(payload.toString('utf8'))).data;
  if (!vcon) return refused('What is signed is not a vCon.');
  const [first] = signed.signatures;
  if (!first) return refused('It carries no signature.');
  const checked = signed.signatures.map((each) => checkSignature(signed, each, vcon.uuid));
  const bad = checked.find((each) => typeof each === 'string');
  if (typeof bad === 'string') return refused(bad);
  const [certificate] = checked;
  if (!certificate || typeof certificate === 'string') return refused('It carries no signature.');
  const unbound = unboundDecision(vcon.attachments ?? []);
  if (unbound) return refused(unbound);
  return {
    ok: true,
    uuid: vcon.uuid,
    subject: vcon.subject ?? null,
    createdAt: vcon.created_at ?? null,
    dialogs: vcon.dialog?.length ?? 0,
    attachments: vcon.attachments?.length ?? 0,
    fingerprint: fingerprintOf(certificate.raw),
    name: /CN=(.*)/.exec(certificate.subject)?.[1] ?? certificate.subject,
  };

  function checkSignature(of: SignedVcon, signature: Signature, uuid: string): X509Certificate | string {
    const told = readHeader(signature);
    if (typeof told === 'string') return told;
    // A change outside of what is signed changes nothing that was said, but our own files have exactly one form.
    if (told.ours && signedText(of) !== text) return 'The file was changed: it is not as the console wrote it.';
    const bytes = canonicalBase64url(signature.signature);
    if (!bytes) return 'The signature was changed: it is not base64url.';
    const covered = Buffer.from(`${signature.protected}.${of.payload}`);
    if (!isGood(told.digest, covered, told.certificate.publicKey, bytes)) {
      return 'The signature does not fit: the vCon, or the signature, was changed after it was signed.';
    }
    const { header } = signature;
    if (header?.uuid !== undefined && header.uuid !== uuid) return 'The signature is that of another vCon.';
    return told.certificate;
  }
}

type Told = { digest: string; certificate: X509Certificate; ours: boolean };

function readHeader(signature: Signature): Told | string {
  const bytes = canonicalBase64url(signature.protected);
  const told = bytes && protectedHeader.safeParse(parse(bytes.toString('utf8'))).data;
  if (!told) return 'The protected header of the signature cannot be read.';
  const digest = digests[told.alg];
  // "none", and the symmetric ones, would let anybody sign.
  if (!digest) return `It is signed with ${told.alg}; only RS256, RS384 and RS512 are verified.`;
  const [x5c] = told.x5c ?? signature.header?.x5c ?? [];
  if (x5c === undefined)
    return 'It does not hold the certificate it was signed with (x5c), so it cannot be verified offline.';
  const certificate = readCertificate(x5c);
  if (!certificate) return 'Its certificate cannot be read.';
  const thumbprint = Buffer.from(fingerprintOf(certificate.raw), 'hex').toString('base64url');
  const named = told['x5t#S256'];
  if (named !== undefined && named !== thumbprint) return 'Its certificate is not the one it was signed with.';
  return { digest, certificate, ours: told.made_by === madeBy };
}

function readCertificate(text: string): X509Certificate | null {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) return null;
  try {
    return new X509Certificate(bytes);
  } catch {
    return null;
  }
}

function isGood(digest: string, covered: Buffer, key: KeyObject, signature: Buffer): boolean {
  if (key.asymmetricKeyType !== 'rsa') return false;
  try {
    return verify(digest, covered, key, signature);
  } catch {
    return false;
  }
}

/** The bytes, where the text is the one way to write them: decoders pass over strange letters and spare bits. */
function canonicalBase64url(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : null;
}

function notSigned(raw: unknown): string {
  const isVcon = typeof raw === 'object' && raw !== null && ('dialog' in raw || 'vcon' in raw || 'parties' in raw);
  if (isVcon) return 'This vCon is not signed.';
  const isSealed = typeof raw === 'object' && raw !== null && 'ciphertext' in raw;
  return isSealed ? 'This vCon is encrypted. Decrypt it first.' : 'This is not a signed vCon (JWS, general JSON form).';
}

function refused(problem: string): VconVerdict {
  return { ok: false, problem };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
