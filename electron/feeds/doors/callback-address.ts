import { isIP } from 'node:net';
import { isPublicAddress } from '../../platforms/recordings/public-address.ts';
import { isAllowedHost } from '../../platforms/recordings/recording-access.ts';
import type { RunningFeed } from '../running-feed.ts';

/** The option of a feed that names the hosts its agents may have late answers sent to, apart from each other by commas. */
const callbackHosts = 'callbackHosts';

/** Why no answer is sent to an address; null where one may be. Anybody who asks may have named it. */
export function refuseCallback(address: string, feed: Pick<RunningFeed, 'options'>): string | null {
  const url = URL.parse(address);
  if (!url) return 'The callback address is none.';
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
    return 'Answers are sent to https addresses, or to this machine.';
  if (url.username !== '' || url.password !== '') return 'The callback address holds a password.';
  if (!isAllowedHost(url.hostname, allowedHosts(feed)))
    return `${url.hostname} is not among the feed’s callback hosts. Add it under Settings, Feeds, or ask without a callback address.`;
  return null;
}

/** Whether an answer may be sent to the IP address that a host leads to: our own network is nobody’s to name. */
export function mayLeadTo(host: string, address: string): boolean {
  return isLoopback(host) ? isLoopback(address) : isPublicAddress(address);
}

function allowedHosts({ options }: Pick<RunningFeed, 'options'>): string[] {
  return (options[callbackHosts] ?? '')
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((host) => host.toLowerCase());
}

function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '');
  if (name === 'localhost' || name === '::1') return true;
  return isIP(name) === 4 && name.startsWith('127.');
}
