import type { IntakeRequest, OpenFeed, Verification } from '../platform.ts';
import { verifySharedSecret } from '../signature.ts';

/** Whether a request carries the feed's secret. It was made for this door alone, so whoever has it counts as known. */
export function verifyBearer(request: Pick<IntakeRequest, 'headers'>, feed: Pick<OpenFeed, 'secrets'>): Verification {
  const verified = verifySharedSecret(request, feed.secrets.bearer);
  return verified.kind === 'genuine' ? { ...verified, signed: true } : verified;
}
