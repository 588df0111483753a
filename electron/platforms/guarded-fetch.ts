import { lookup as lookUp } from 'node:dns/promises';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { ProblemError, toProblem } from '../../shared/model/problem.ts';
import { isPublicAddress } from './recordings/public-address.ts';
import { isAllowedHost } from './recordings/recording-access.ts';
import { readSome } from './send-outbound.ts';

/** The network; passed in for tests. */
export type GuardedNetwork = {
  /** Every address of a host. */
  resolve(host: string): Promise<string[]>;
};

/** Why nothing is sent to an address; null where it may be tried. With no host named, it has to be a public one. */
export function refuseWebhookAddress(address: string, hosts: readonly string[]): string | null {
  const url = URL.parse(address);
  if (!url) return `“${address.slice(0, 100)}” is no address.`;
  if (url.username !== '' || url.password !== '') return 'The address holds a password: store it as a secret instead.';
  const isNamed = isAllowedHost(bare(url), hosts);
  if (hosts.length > 0 && !isNamed) return `${url.hostname} is none of the hosts that webhooks may go to. ${where}`;
  const isLocal = ['127.0.0.1', 'localhost', '::1'].includes(bare(url));
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal)) return 'Only an https address is sent to.';
  if (!isNamed && (isLocal || (isIP(bare(url)) !== 0 && !isPublicAddress(bare(url))))) return notPublic(url);
  return null;
}

/**
 * A `fetch` for addresses that people write: to public ones only, unless their host was named. The name is looked up once, and
 * then connected to at exactly the address that was checked; nothing is followed.
 */
export function guardedFetch(hosts: readonly string[], network: GuardedNetwork = internet): typeof fetch {
  return async (input, init = {}) => {
    const url = new URL(String(input));
    const why = refuseWebhookAddress(url.href, hosts);
    if (why) throw refused(why);
    const addresses = isIP(bare(url)) === 0 ? await network.resolve(bare(url)) : [bare(url)];
    const [first] = addresses;
    // One bad address among good ones is a name that was tampered with, not a choice.
    if (!first || !(isAllowedHost(bare(url), hosts) || addresses.every(isPublicAddress))) throw refused(notPublic(url));
    const answer = await ask(url, first, init);
    const { statusCode = 502 } = answer;
    const headers = new Headers();
    for (const name of ['location', 'retry-after', 'content-type']) {
      const value = answer.headers[name];
      if (typeof value === 'string') headers.set(name, value);
    }
    const body = await readSome(answer);
    // Some statuses have no body, and are refused one.
    return new Response(body === '' ? null : body, { status: statusCode, headers });
  };
}

const where = 'See Settings, Calls out.';

function notPublic({ hostname }: URL): string {
  return `${hostname} is not on the public internet, and is not named as a host that webhooks may go to. ${where}`;
}

/** Without the brackets around an IPv6 address. */
function bare({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

function ask(url: URL, address: string, { method, headers, body, signal }: RequestInit): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(
      url,
      {
        method,
        headers: Object.fromEntries(new Headers(headers)),
        agent: false,
        ...(signal ? { signal } : {}),
        // The very address that was checked: a second look-up could lead elsewhere.
        lookup: (_host, options, found) => {
          const family = isIP(address);
          if (options.all) found(null, [{ address, family }]);
          else found(null, address, family);
        },
      },
      resolve,
    );
    request.on('error', reject);
    request.end(String(body ?? ''));
  });
}

function refused(message: string): ProblemError {
  return new ProblemError(toProblem('not-allowed', message, { next: 'edit', code: 'webhook' }));
}

const internet: GuardedNetwork = {
  resolve: async (host) => (await lookUp(host, { all: true })).map(({ address }) => address),
};
