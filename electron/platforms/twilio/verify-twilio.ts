import { createHash } from 'node:crypto';
import type { IntakeRequest, OpenFeed, Verification } from '../platform.ts';
import { held, refused, sameSecret, sign } from '../signature.ts';
import { formOf } from './twilio-form.ts';

/** What Twilio signs a request with: the address, then every parameter's name and value, sorted by name. */
export function signTwilio(
  authToken: string,
  url: string,
  parameters: readonly (readonly [name: string, value: string])[],
): string {
  const byName = [...Map.groupBy(parameters, ([name]) => name)].sort(([one], [other]) => (one < other ? -1 : 1));
  // Several values of one name count once each, in their own order, as Twilio's own packages have it.
  const text = byName.flatMap(([name, all]) =>
    [...new Set(all.map(([, value]) => value))].sort().map((value) => name + value),
  );
  return sign('sha1', authToken, url, text.join('')).toString('base64');
}

/** Whether a request, or the handshake of a socket, is signed with the account's auth token. Twilio signs no time: replays are told by the events' ids. */
export function verifyTwilio(request: IntakeRequest, feed: OpenFeed): Verification {
  const { authToken } = feed.secrets;
  if (!authToken) return refused([], 'Auth token', 'This feed has no auth token yet.', 403);
  if (feed.publicUrl === null) {
    const why = 'Twilio signs the address it calls: give this feed the public address that Twilio reaches it at.';
    return refused([], 'Public address', why, 403);
  }
  const steps = [held('Public address', `Twilio is to sign ${request.url}.`)];
  const given = request.headers['x-twilio-signature'];
  if (!given) return refused(steps, 'Signature', 'The request carries no X-Twilio-Signature.');
  const signed = signedParts(request);
  if (signed === null) {
    return refused(
      steps,
      'Signature',
      'The body is no form, and the address holds no bodySHA256 that would vouch for it.',
    );
  }
  const matches = addressesOf(request).filter((url) =>
    sameSecret(signTwilio(authToken, url, signed.parameters), given),
  );
  if (matches.length === 0) {
    const why =
      'The signature does not fit: another auth token, or Twilio calls another address than the one of this feed.';
    return refused(steps, 'Signature', why);
  }
  steps.push(held('Signature', 'The signature fits address and parameters.'));
  if (signed.bodyHash !== null) {
    const hash = createHash('sha256').update(request.body).digest('hex');
    if (!sameSecret(signed.bodyHash.toLowerCase(), hash)) {
      return refused(steps, 'Body', 'The body is another than the one that was signed.');
    }
    steps.push(held('Body', 'The body is the one that was signed.'));
  }
  return { kind: 'genuine', steps, signed: true, replayKey: null, signedAt: null };
}

/** What the signature covers; null where it would cover the address alone while a body came along. */
function signedParts(request: IntakeRequest): { parameters: [string, string][]; bodyHash: string | null } | null {
  const bodyHash = URL.parse(request.url)?.searchParams.get('bodySHA256') ?? null;
  if (bodyHash !== null) return { parameters: [], bodyHash };
  const form = formOf(request);
  if (form !== null) return { parameters: form, bodyHash: null };
  return request.body.length === 0 ? { parameters: [], bodyHash: null } : null;
}

/** The address as it came, without its port, and with the usual one: Twilio is not of one mind about it. */
function addressesOf({ url, headers }: IntakeRequest): string[] {
  const parts = /^(https?|wss?):\/\/([^/?#]*)(.*)$/is.exec(url);
  if (!parts) return [url];
  const [, scheme = '', authority = '', rest = ''] = parts;
  const isSocket = headers.upgrade?.toLowerCase() === 'websocket';
  const called = isSocket ? scheme.toLowerCase().replace(/^http/, 'ws') : scheme.toLowerCase();
  const host = authority.replace(/:\d+$/, '');
  const usualPort = called === 'https' || called === 'wss' ? 443 : 80;
  return [...new Set([authority, host, `${host}:${usualPort}`])].map((each) => `${called}://${each}${rest}`);
}
