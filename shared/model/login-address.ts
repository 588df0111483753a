import { type Problem, toProblem } from './problem.ts';

const loginHosts = /^(?:login|test)\.salesforce\.com$|\.my\.salesforce\.com$/;
/** Hosts of pages that people copy an org's address from; one signs in on its My Domain host. */
const pageHosts = /\.(?:lightning\.force|my\.salesforce-setup)\.com$/;
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Where people sign in to production orgs. */
export const productionLogin = 'https://login.salesforce.com';
/** Where people sign in to sandboxes. */
export const sandboxLogin = 'https://test.salesforce.com';

/** The login address behind what somebody typed or copied: a My Domain name, a host, or a page of the org. */
export function toLoginUrl(text: string): string | Problem {
  const typed = text.trim();
  const spelled = /^[\w-]+$/.test(typed) ? `${typed}.my.salesforce.com` : typed;
  const url = URL.parse(/^https?:\/\//i.test(spelled) ? spelled : `https://${spelled}`);
  if (url?.username !== '' || url.password !== '') return notAnOrg;
  if (loopback.test(url.hostname)) return url.origin;
  const host = url.hostname.replace(pageHosts, '.my.salesforce.com');
  if (url.protocol !== 'https:' || url.port !== '' || !loginHosts.test(host)) return notAnOrg;
  return `https://${host}`;
}

const notAnOrg = toProblem(
  'invalid-input',
  'This is not an address of Salesforce. It looks like https://acme.my.salesforce.com.',
  { next: 'edit', fields: [{ field: 'loginUrl', label: 'Address', message: 'Not an address of Salesforce.' }] },
);
