import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';

/** How well two phone numbers agree: the same number, or the same end where one lacks its country or area. */
export type PhoneAgreement = 'exact' | 'close' | null;

const SHORTEST_LOCAL = 7;

/** A number in E.164 as read in the org's country; null where it is none. */
export function toE164(text: string, country: string): string | null {
  return parsePhoneNumberFromString(text, countryCode(country))?.number ?? null;
}

/** Compares two numbers however they are written, extensions aside. */
export function comparePhones(a: string, b: string, country: string): PhoneAgreement {
  const [first, second] = [toE164(a, country), toE164(b, country)];
  if (first !== null && first === second) return 'exact';
  const [longer = '', shorter = ''] = [digitsOf(a), digitsOf(b)].sort((one, other) => other.length - one.length);
  return shorter.length >= SHORTEST_LOCAL && longer.endsWith(shorter) ? 'close' : null;
}

/** The digits people dial inside the country, without its code: what is found in a number however it is formatted. */
export function nationalDigits(text: string, country: string): string {
  return parsePhoneNumberFromString(text, countryCode(country))?.nationalNumber ?? digitsOf(text);
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

function countryCode(country: string): CountryCode | undefined {
  return isSupportedCountry(country) ? country : undefined;
}
