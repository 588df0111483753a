import { toEpochMs } from '../lenient.ts';
import type { IntakeRequest, OpenFeed, Verification } from '../platform.ts';
import {
  genuineIfRecent,
  held,
  refused,
  replayKeyOf,
  type SignatureAlgorithm,
  sameSecret,
  sign,
  verifySharedSecret,
} from '../signature.ts';

/** How Vapi was told to sign. Its defaults are those of its HMAC authentication plan. */
export type VapiScheme = {
  header: string;
  timestampHeader: string;
  idHeader: string;
  template: string;
  encoding: 'hex' | 'base64';
  algorithm: SignatureAlgorithm;
  prefix: string;
  key: Buffer;
};

/** Tells whether a request is from Vapi, by the scheme its feed is configured with. */
export function verifyVapi(request: IntakeRequest, feed: OpenFeed, now: number): Verification {
  if (feed.options.scheme === 'secret') return verifySharedSecret(request, feed.secrets.secret, 'x-vapi-secret');
  if (feed.options.scheme === 'bearer') return verifySharedSecret(request, feed.secrets.secret);
  return verifySigned(request, feed, now);
}

/** The feed's scheme, with Vapi's defaults for what it leaves open. */
export function vapiSchemeOf({ options, secrets }: Pick<OpenFeed, 'options' | 'secrets'>): VapiScheme {
  const secret = secrets.secret ?? '';
  return {
    header: (options.header || 'x-signature').toLowerCase(),
    timestampHeader: (options.timestampHeader || 'x-timestamp').toLowerCase(),
    idHeader: (options.idHeader || 'svix-id').toLowerCase(),
    template: options.template || '{timestamp}.{body}',
    encoding: options.encoding === 'base64' ? 'base64' : 'hex',
    algorithm: options.algorithm === 'sha512' || options.algorithm === 'sha1' ? options.algorithm : 'sha256',
    prefix: options.prefix ?? '',
    key: options.secretIs === 'base64' ? Buffer.from(secret.replace(/^whsec_/, ''), 'base64') : Buffer.from(secret),
  };
}

/** The parts that are signed, in the template's order; the body as it came, byte for byte. */
export function signedParts(request: IntakeRequest, scheme: VapiScheme): (string | Buffer)[] {
  const values: Readonly<Record<string, string | Buffer>> = {
    '{body}': request.body,
    '{timestamp}': request.headers[scheme.timestampHeader] ?? '',
    '{method}': request.method.toUpperCase(),
    '{url}': request.url,
    '{svix-id}': request.headers[scheme.idHeader] ?? '',
  };
  return scheme.template.split(/(\{[a-z-]+\})/).map((part) => values[part] ?? part);
}

function verifySigned(request: IntakeRequest, feed: OpenFeed, now: number): Verification {
  if (!feed.secrets.secret) return refused([], 'Secret', 'This feed has no secret yet.', 403);
  const scheme = vapiSchemeOf(feed);
  const given = request.headers[scheme.header];
  if (!given) return refused([], 'Signature header', `The request has no header ${scheme.header}.`);
  if (!given.startsWith(scheme.prefix)) {
    return refused([], 'Signature header', `The signature does not begin with ${scheme.prefix}.`);
  }
  const steps = [held('Signature header', `The request has the header ${scheme.header}.`)];
  const digest = sign(scheme.algorithm, scheme.key, ...signedParts(request, scheme));
  const wanted = digest.toString(scheme.encoding);
  const offered = given.slice(scheme.prefix.length).trim();
  const fits = sameSecret(scheme.encoding === 'hex' ? offered.toLowerCase() : offered, wanted);
  if (!fits) return refused(steps, 'Signature', 'The signature is not that of this body with this secret.');
  steps.push(held('Signature', 'The signature is that of this body.'));
  const replayKey = replayKeyOf(wanted);
  // A time that was not signed proves nothing: anybody could have written it.
  if (!scheme.template.includes('{timestamp}'))
    return { kind: 'genuine', steps, signed: true, replayKey, signedAt: null };
  const signedAt = toEpochMs(request.headers[scheme.timestampHeader] ?? null);
  if (signedAt === null)
    return refused(steps, 'Signed recently', `The header ${scheme.timestampHeader} holds no time.`);
  return genuineIfRecent(steps, { signedAt, replayKey }, now);
}
