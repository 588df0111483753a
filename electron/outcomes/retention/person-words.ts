/** Tells whether a text names a person by any of the identifiers: a record's id, an email address or a phone number. */
export function namesPerson(identifiers: readonly string[]): (text: string | null | undefined) => boolean {
  const patterns = identifiers.map(patternOf);
  return (text) => typeof text === 'string' && patterns.some((each) => each.test(text));
}

/** A record's id without the three letters that only tell upper from lower case: the same record has either. */
const idLength = 15;
/** Enough of a number to be one's own; what stands before it is written in many ways. */
const tellingDigits = 9;

function patternOf(identifier: string): RegExp {
  const text = identifier.trim();
  if (/^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/.test(text) && /\d/.test(text)) {
    return new RegExp(`(?<![A-Za-z0-9])${text.slice(0, idLength)}(?:[A-Za-z0-9]{3})?(?![A-Za-z0-9])`);
  }
  const digits = text.replaceAll(/\D/g, '');
  if (/^[+\d\s().\-/]+$/.test(text) && digits.length >= 7) {
    return new RegExp(`${digits.slice(-tellingDigits).split('').join('[^\\dA-Za-z]{0,3}')}(?!\\d)`);
  }
  const literal = text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w.+-])${literal}(?![\\w-])`, 'i');
}
