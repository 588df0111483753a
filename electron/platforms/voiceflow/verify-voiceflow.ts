import type { IntakeRequest, OpenFeed, Verification } from '../platform.ts';
import { refused, verifySharedSecret } from '../signature.ts';
import { isSvix, verifySvix } from './verify-svix.ts';

/** Voiceflow's webhooks come signed by Svix; what an agent's tool sends carries a shared secret that its builder put into a header. */
export function verifyVoiceflow(request: IntakeRequest, feed: OpenFeed, now: number): Verification {
  const { svixSecret, previousSvixSecret, headerSecret } = feed.secrets;
  const signing = [svixSecret, previousSvixSecret].flatMap((secret) => (secret ? [secret] : []));
  // A message that claims to be signed is held to it: the shared secret is no way round a wrong signature.
  if (signing.length > 0 && isSvix(request.headers)) return verifySvix(request, signing, now);
  if (headerSecret || signing.length === 0) return verifySharedSecret(request, headerSecret);
  return refused([], 'Headers', 'The request is not signed, and this feed has no shared secret for its tools.');
}
