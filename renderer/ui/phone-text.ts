import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

const international = /^\+\d{7,15}$/;

/** A phone number in groups, as people read it; anything else as it is. */
export function phoneText(text: string): string {
  return international.test(text) ? (parsePhoneNumberFromString(text)?.formatInternational() ?? text) : text;
}
