const checkAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The master record type, the same in every org. */
export const masterRecordTypeId = '012000000000000AAA';

/** Three check characters tell, for each block of five, which characters are capitals. */
export function checksumOf(id15: string): string {
  return [0, 5, 10]
    .map((start) => {
      let bits = 0;
      for (let index = 0; index < 5; index++) {
        const character = id15.charAt(start + index);
        if (character >= 'A' && character <= 'Z') bits |= 1 << index;
      }
      return checkAlphabet.charAt(bits);
    })
    .join('');
}

/** The 18-character form of a 15- or 18-character id; null when it is malformed or its checksum is wrong. */
export function toRecordId(text: string): string | null {
  if (!/^[0-9A-Za-z]+$/.test(text)) return null;
  if (text.length === 15) return text + checksumOf(text);
  if (text.length !== 18) return null;
  return checksumOf(text.slice(0, 15)) === text.slice(15) ? text : null;
}

/** Builds the nth id of an object: prefix, pod, reserved zero, nine base-62 digits, checksum. */
export function nthRecordId(keyPrefix: string, n: number): string {
  let digits = '';
  for (let rest = n; digits.length < 9; rest = Math.floor(rest / 62)) digits = base62.charAt(rest % 62) + digits;
  const id15 = `${keyPrefix}Cs0${digits}`;
  return id15 + checksumOf(id15);
}
