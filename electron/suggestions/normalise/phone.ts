import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';

/** A phone number as it can be dialled, and whether it is one in that country. */
export function normalisePhone(
  digits: string,
  { country, international }: { country: string; international: boolean },
): { value: string; valid: boolean } {
  const region: CountryCode | undefined = isSupportedCountry(country) ? country : undefined;
  const parsed = parsePhoneNumberFromString(international ? `+${digits}` : digits, region);
  return parsed?.isValid() ? { value: parsed.formatInternational(), valid: true } : { value: digits, valid: false };
}
