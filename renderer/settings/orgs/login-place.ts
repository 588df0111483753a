import { productionLogin, sandboxLogin, toLoginUrl } from '../../../shared/model/login-address.ts';

/** Where somebody signs in. */
export type LoginPlace = 'production' | 'sandbox' | 'my-domain';

/** The choice, as the form shows it. */
export const loginPlaces: { value: LoginPlace; label: string }[] = [
  { value: 'production', label: 'Production' },
  { value: 'sandbox', label: 'Sandbox' },
  { value: 'my-domain', label: 'My Domain' },
];

/** The place behind an address somebody signed in at before. */
export function placeOf(loginUrl: string | null): LoginPlace {
  if (loginUrl === null || loginUrl === productionLogin) return 'production';
  return loginUrl === sandboxLogin ? 'sandbox' : 'my-domain';
}

/** The address to sign in at; null where what was typed is none. */
export function loginUrlOf(place: LoginPlace, typed: string): string | null {
  if (place === 'production') return productionLogin;
  if (place === 'sandbox') return sandboxLogin;
  const read = toLoginUrl(typed);
  return typeof read === 'string' ? read : null;
}
