import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** Signs id tokens and shows the key they can be checked with. */
export interface IdTokenSigner {
  sign(claims: Readonly<Record<string, unknown>>): string;
  publicJwk(): Record<string, unknown>;
}

const keyId = 'practice-org-1';
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A signer with a key of its own, made when it is first needed: most runs never ask for openid. */
export function createIdTokenSigner(): IdTokenSigner {
  let pair: { publicKey: KeyObject; privateKey: KeyObject } | null = null;
  const keys = () => {
    pair ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
    return pair;
  };
  return {
    sign(claims) {
      const text = `${encode({ alg: 'RS256', typ: 'JWT', kid: keyId })}.${encode(claims)}`;
      return `${text}.${sign('RSA-SHA256', Buffer.from(text), keys().privateKey).toString('base64url')}`;
    },
    publicJwk: () => ({ ...keys().publicKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig', kid: keyId }),
  };
}
