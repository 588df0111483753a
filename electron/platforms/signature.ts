import { createHash, createHmac, hash, timingSafeEqual } from 'node:crypto';
import type { IntakeRequest, Verification, VerificationStep } from './platform.ts';

/** Digests a platform may sign with. */
export type SignatureAlgorithm = 'sha1' | 'sha256' | 'sha512';

/** How far a platform's clock may be from ours, milliseconds, either way. */
export const usualToleranceMs = 5 * 60 * 1000;

/** The header our own shared secret comes in, whatever the platform. */
export const secretHeader = 'x-countersign-secret';

/** A keyed digest of the parts, one after the other. */
export function sign(
  algorithm: SignatureAlgorithm,
  key: string | Buffer,
  ...parts: readonly (string | Buffer)[]
): Buffer {
  const digest = createHmac(algorithm, key);
  for (const part of parts) digest.update(part);
  return digest.digest();
}

/** Compares in a time that tells neither content nor length. */
export function sameSecret(left: string | Buffer, right: string | Buffer): boolean {
  return timingSafeEqual(digestOf(left), digestOf(right));
}

/** Tells a second delivery of the same request, without keeping what was signed. */
export function replayKeyOf(...parts: readonly (string | Buffer)[]): string {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(part).update('\0');
  return digest.digest('base64url');
}

/** A step that held. */
export function held(step: string, told: string): VerificationStep {
  return { step, ok: true, told };
}

/** A request that is turned away at this step. */
export function refused(
  before: readonly VerificationStep[],
  step: string,
  why: string,
  status: 400 | 401 | 403 = 401,
): Extract<Verification, { kind: 'refused' }> {
  return { kind: 'refused', steps: [...before, { step, ok: false, told: why }], status, why };
}

/** Whether it was signed within the bounds: a captured request must not be good later, nor one made out for later now. */
function checkSignedAt(
  signedAt: number,
  now: number,
  tolerance: { pastMs: number; futureMs: number },
): VerificationStep {
  const step = 'Signed recently';
  const ageMs = now - signedAt;
  if (!Number.isFinite(ageMs)) return { step, ok: false, told: 'The time of signing is not a number.' };
  if (ageMs > tolerance.pastMs) return { step, ok: false, told: `It was signed ${inWords(ageMs)} ago.` };
  if (-ageMs > tolerance.futureMs) return { step, ok: false, told: `It was signed ${inWords(-ageMs)} in the future.` };
  return {
    step,
    ok: true,
    told: ageMs < 0 ? 'The time of signing is ours, or just ahead.' : 'The time of signing fits.',
  };
}

/** A request whose signature fits: it is genuine if it was signed within the bounds, too. */
export function genuineIfRecent(
  before: readonly VerificationStep[],
  signed: { signedAt: number; replayKey: string },
  now: number,
  pastMs = usualToleranceMs,
): Verification {
  const recent = checkSignedAt(signed.signedAt, now, { pastMs, futureMs: usualToleranceMs });
  if (!recent.ok) return refused(before, recent.step, recent.told);
  return { kind: 'genuine', steps: [...before, recent], signed: true, ...signed };
}

/** Checks a secret that comes along as it is: in our own header, as a bearer token or in the platform's header. */
export function verifySharedSecret(
  request: Pick<IntakeRequest, 'headers'>,
  secret: string | undefined,
  ownHeader?: string,
): Verification {
  const step = 'Shared secret';
  if (!secret) return refused([], step, 'This feed has no secret yet.', 403);
  const names = [secretHeader, ...(ownHeader ? [ownHeader] : [])];
  const offered = [...names.map((name) => request.headers[name]), bearerOf(request.headers)];
  const given = offered.filter((each) => each !== undefined);
  if (given.length === 0)
    return refused([], step, `The request carries no secret, neither ${secretHeader} nor a bearer token.`);
  // Every one is compared, so that the time taken does not tell which of them was wrong.
  const fitting = given.filter((each) => sameSecret(each, secret));
  if (fitting.length === 0) return refused([], step, 'The secret is another than the one of this feed.');
  return {
    kind: 'genuine',
    steps: [held(step, 'The secret is the one of this feed.')],
    signed: false,
    replayKey: null,
    signedAt: null,
  };
}

/** The token of an `Authorization: Bearer` header. */
export function bearerOf(headers: IntakeRequest['headers']): string | undefined {
  return /^Bearer +(\S+)\s*$/i.exec(headers.authorization ?? '')?.[1];
}

function digestOf(text: string | Buffer): Buffer {
  return hash('sha256', text, 'buffer');
}

function inWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 600 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
}
