import type { IntakeRequest, OpenFeed, Verification } from '../platform.ts';
import { genuineIfRecent, held, refused, replayKeyOf, sameSecret, sign, verifySharedSecret } from '../signature.ts';

const header = 'elevenlabs-signature';

/** ElevenLabs' own packages take what is half an hour old; they also take any time to come, which we do not. */
const pastMs = 30 * 60 * 1000;

/** The signature as ElevenLabs writes it: the time in seconds, a full stop and the body, under the webhook's secret. */
export function signElevenLabs(secret: string, body: Buffer, signedAt: number): string {
  const seconds = Math.floor(signedAt / 1000);
  return `t=${seconds},v0=${sign('sha256', secret, `${seconds}.`, body).toString('hex')}`;
}

/** Tells whether a request is from ElevenLabs: post-call webhooks are signed, the calls of tools bring a secret along. */
export function verifyElevenLabs(request: IntakeRequest, feed: OpenFeed, now: number): Verification {
  const given = request.headers[header];
  const { secret, toolSecret } = feed.secrets;
  if (given === undefined) return verifySharedSecret(request, toolSecret || secret);
  if (!secret) return refused([], 'Secret', 'This feed has no webhook secret yet.', 403);
  const stamp = /(?:^|,)\s*t=(\d{1,12})\s*(?:,|$)/.exec(given)?.[1];
  const offered = Array.from(given.matchAll(/(?:^|,)\s*v0=([0-9a-f]{64})(?=\s*(?:,|$))/gi), ([, hex = '']) => hex);
  if (stamp === undefined || offered.length === 0) {
    return refused([], 'Signature header', `The header ${header} is not of the form t=…,v0=….`);
  }
  const steps = [held('Signature header', `The request has the header ${header}.`)];
  const wanted = sign('sha256', secret, `${stamp}.`, request.body).toString('hex');
  // While a secret is being changed there is a signature by each.
  if (offered.filter((hex) => sameSecret(hex.toLowerCase(), wanted)).length === 0) {
    return refused(steps, 'Signature', 'The signature is not that of this body with this secret.');
  }
  steps.push(held('Signature', 'The signature is that of this body.'));
  return genuineIfRecent(steps, { signedAt: Number(stamp) * 1000, replayKey: replayKeyOf(stamp, wanted) }, now, pastMs);
}
