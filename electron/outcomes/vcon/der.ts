/** ASN.1 in DER, as far as a certificate needs it (X.690): one value as its tag, its length and its content. */
export function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag]), lengthOf(body), body]);
}

const tags = { integer: 0x02, bits: 0x03, none: 0x05, oid: 0x06, utf8: 0x0c, time: 0x18, sequence: 0x30, set: 0x31 };

/** Several values in order. */
export function derSequence(...parts: readonly Uint8Array[]): Buffer {
  return der(tags.sequence, ...parts);
}

/** A whole number that is not negative, from its bytes. */
export function derInteger(bytes: Uint8Array): Buffer {
  const negative = (bytes[0] ?? 0) > 0x7f;
  return der(tags.integer, ...(negative ? [Buffer.from([0])] : []), bytes);
}

/** A signature's bits, none of them left over. */
export function derBits(bytes: Uint8Array): Buffer {
  return der(tags.bits, Buffer.from([0]), bytes);
}

/** `sha256WithRSAEncryption`, with the empty parameters that RFC 4055 wants. */
export function derRsaSha256(): Buffer {
  const oid = Buffer.from([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b]);
  return derSequence(der(tags.oid, oid), der(tags.none));
}

/** A name that is a common name alone. */
export function derCommonName(name: string): Buffer {
  const commonName = Buffer.from([0x55, 0x04, 0x03]);
  return derSequence(der(tags.set, derSequence(der(tags.oid, commonName), der(tags.utf8, Buffer.from(name)))));
}

/** A moment to the second (GeneralizedTime); for years before 2050 RFC 5280 wants the two-digit form. */
export function derTime(at: Date): Buffer {
  const digits = at.toISOString().replaceAll(/[-:T]/g, '').slice(0, 14);
  const utcTime = 0x17;
  return at.getUTCFullYear() < 2050
    ? der(utcTime, Buffer.from(`${digits.slice(2)}Z`))
    : der(tags.time, Buffer.from(`${digits}Z`));
}

function lengthOf(body: Buffer): Buffer {
  if (body.length < 0x80) return Buffer.from([body.length]);
  const bytes: number[] = [];
  for (let rest = body.length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}
