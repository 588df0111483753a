import { createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto';
import { der, derBits, derCommonName, derInteger, derRsaSha256, derSequence, derTime } from './der.ts';

/** Whose key it is, as a certificate says it; proves nothing but that the key's owner wrote it. */
export const consoleCommonName = 'Countersign console';

const versionThree = 2;
const yearsGood = 30;

/** A certificate (X.509 v3, DER) that a console's own RSA key signs for itself: nobody else vouches for it. */
export function selfSignedCertificate(privateKey: KeyObject, now: Date): Buffer {
  const end = new Date(now);
  end.setUTCFullYear(end.getUTCFullYear() + yearsGood);
  const name = derCommonName(consoleCommonName);
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const explicit = 0xa0;
  const body = derSequence(
    der(explicit, derInteger(Buffer.from([versionThree]))),
    derInteger(serialNumber()),
    derRsaSha256(),
    name,
    derSequence(derTime(now), derTime(end)),
    name,
    publicKey,
  );
  return derSequence(body, derRsaSha256(), derBits(sign('sha256', body, privateKey)));
}

/** Positive, without zeros in front, and no two alike. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes;
}
