import type { IntakeRequest, OpenFeed, Verification } from '../platform.ts';
import { genuineIfRecent, held, refused, replayKeyOf, sameSecret, sign, verifySharedSecret } from '../signature.ts';

const header = 'x-retell-signature';

/** The signature as Retell writes it: the body and the time in milliseconds, one after the other, under the API key. */
export function signRetell(apiKey: string, body: Buffer, signedAt: number): string {
  return `v=${signedAt},d=${sign('sha256', apiKey, body, String(signedAt)).toString('hex')}`;
}

/** Tells whether a webhook or a custom function's request is from Retell. */
export function verifyRetell(request: IntakeRequest, feed: OpenFeed, now: number): Verification {
  const given = request.headers[header];
  // Functions can be told to send headers of one's own: a shared secret serves where a proxy in between alters bodies.
  if (given === undefined && feed.secrets.secret) return verifySharedSecret(request, feed.secrets.secret);
  if (!feed.secrets.apiKey) return refused([], 'API key', 'This feed has no API key yet.', 403);
  if (given === undefined) return refused([], 'Signature header', `The request has no header ${header}.`);
  const read = /^v=(\d{1,16}),d=([0-9a-f]{64})$/i.exec(given.trim());
  if (!read) return refused([], 'Signature header', `The header ${header} is not of the form v=…,d=….`);
  const steps = [held('Signature header', `The request has the header ${header}.`)];
  const [, stamp = '', offered = ''] = read;
  const wanted = sign('sha256', feed.secrets.apiKey, request.body, stamp).toString('hex');
  if (!sameSecret(offered.toLowerCase(), wanted)) {
    return refused(steps, 'Signature', 'The signature is not that of this body with this API key.');
  }
  steps.push(held('Signature', 'The signature is that of this body.'));
  return genuineIfRecent(steps, { signedAt: Number(stamp), replayKey: replayKeyOf(stamp, wanted) }, now);
}
