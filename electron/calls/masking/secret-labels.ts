import type { MaskedSpan } from '../../../shared/model/utterance.ts';

/** What somebody may be asked for and must not be kept; a security question's answer is a password by another name. */
export type SecretQuestion = MaskedSpan['kind'] | 'security-answer';

/** A word that says what the number after it is: a secret, or (null) something that stays readable. */
export type Label = { start: number; end: number; means: SecretQuestion | null };

const secrets: readonly [SecretQuestion, string][] = [
  [
    'cvv',
    'cvv2?|cvc2?|cv2|csc|card code|card verification(?: value| code| number)?|security (?:code|number)|' +
      '(?:three|four|3|4)[- ]digit (?:security )?(?:code|number)|' +
      '(?:code|number|digits) on the (?:back|front|reverse|other side)(?: of (?:the|your|my) card)?',
  ],
  [
    'ssn',
    'ssns?|social security(?: number)?|social insurance(?: number)?|socials?(?! media)|taxpayer id(?:entification)?(?: number)?|itin|last (?:four|4)(?: digits?)?(?! (?:digits? )?of)',
  ],
  [
    'card-number',
    '(?:credit|debit|bank|visa|master|mastercard|amex|american express)?[- ]?cards?(?: (?:number|no|num|details|info(?:rmation)?))?',
  ],
  ['pin', 'pins?(?: ?code)?(?: number)?|p\\.? ?i\\.? ?n\\.?(?= (?:number|is))|telephone banking code'],
  [
    'password',
    'pass ?words?|pass ?codes?|pass ?phrases?|passwd|pwd|pass(?= is\\b)|access codes?|one[- ]time (?:code|password|pin)s?|otp|' +
      '(?:verification|authentication|login|log[- ]in|2fa|two factor) codes?',
  ],
  [
    'security-answer',
    "(?:mothers?|mother[’']?s) maiden(?: name)?|maiden name|security (?:question|answer)s?|memorable (?:word|place|name|date)|" +
      "(?:first|childhood|favou?rite) (?:pet|school|teacher|car)(?:[’']?s)?(?: name)?|(?:pet|dog|cat)[’']?s name|" +
      'name of (?:the|your) (?:first |childhood |favou?rite )?(?:pet|dog|cat|school|teacher)',
  ],
];

// Words that claim the number after them, so that "account number 85731890 and PIN 5380" masks the second only.
const readable =
  '(?:ending|ends) (?:in|with)|accounts?|acc?t?|orders?|invoices?|tickets?|case|claim|policy|booking|confirmation|reservation|tracking|reference|ref|serial|' +
  'customer|member(?:ship)?|employee|user ?(?:name|id)?|phone|telephone|mobile|cell|fax|number to call|zip|postal|post ?code|postcode|' +
  'address|street|flat|apartment|unit|room|flight|train|bus|born|birth(?:day|date)?|dob|date|year|expir\\w*|valid|amount|balance|' +
  'price|cost|charged?|paid|pay|transfer|total|routing|sort code|iban|model|version|extension|ext|batch|lot|part|sku|imei|isbn|vin|license|licence';

const names = secrets.map(([, pattern], index) => `(?<s${index}>${pattern})`).join('|');
const labels = new RegExp(`(?<![\\p{L}\\d])(?:${names}|(?<r>${readable}))(?![\\p{L}\\d])`, 'giu');

// In India a PIN code is what a post code is elsewhere.
const place = /\b(?:address|street|road|city|town|state|area|district|zip|postal|post)\b/i;

/** The labels of a text, in order. */
export function findLabels(text: string): Label[] {
  const isAboutPlaces = text.length < 2_000 && place.test(text);
  return Array.from(text.matchAll(labels), (found) => {
    const isPostal = isAboutPlaces && /pin ?code/i.test(found[0]);
    const index = secrets.findIndex((_, each) => found.groups?.[`s${each}`] !== undefined);
    return {
      start: found.index,
      end: found.index + found[0].length,
      means: isPostal ? null : (secrets[index]?.[0] ?? null),
    };
  });
}
