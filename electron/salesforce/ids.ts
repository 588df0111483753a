import { ProblemError, toProblem } from '../../shared/model/problem.ts';

const CHECKSUM_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The three characters that make a case-sensitive 15-character id safe to compare without case. */
export function idChecksum(id15: string): string {
  let checksum = '';
  for (let block = 0; block < 15; block += 5) {
    let bits = 0;
    for (let place = 0; place < 5; place += 1) {
      if (/[A-Z]/.test(id15.charAt(block + place))) bits |= 1 << place;
    }
    checksum += CHECKSUM_LETTERS.charAt(bits);
  }
  return checksum;
}

/** The 18-character form of a record id; null for anything that is not one, a wrong checksum included. */
export function toId18(text: string): string | null {
  if (!/^(?:[A-Za-z0-9]{15}|[A-Za-z0-9]{18})$/.test(text)) return null;
  const id15 = text.slice(0, 15);
  const checksum = idChecksum(id15);
  return text.length === 15 || text.slice(15).toUpperCase() === checksum ? id15 + checksum : null;
}

/** The part of an id that tells its object, such as `003` for Contact. */
export function keyPrefixOf(id: string): string {
  return id.slice(0, 3);
}

/** The 18-character form of an id that came from outside; throws when it is none, or belongs to another object than expected. */
export function requireId(text: string, expected?: { keyPrefix: string | null; label: string }): string {
  const id = toId18(text);
  if (id === null) {
    throw new ProblemError(
      toProblem('invalid-input', 'This is not a Salesforce record id.', {
        next: 'choose-record',
        code: 'MALFORMED_ID',
      }),
    );
  }
  if (expected?.keyPrefix && keyPrefixOf(id) !== expected.keyPrefix) {
    throw new ProblemError(
      toProblem('invalid-input', `This record id does not belong to a ${expected.label.toLowerCase()}.`, {
        next: 'choose-record',
        code: 'MALFORMED_ID',
      }),
    );
  }
  return id;
}
