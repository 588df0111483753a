import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';

/** Environment variables that name proxies, such as `HTTPS_PROXY` and `NO_PROXY`. */
export type ProxyEnvironment = Record<string, string | undefined>;

/** The base of an org's addresses, without a path; throws on an address that tokens must not be sent to. */
export function toInstanceUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const acceptable = url && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)));
  if (!url || !acceptable || url.username !== '' || url.password !== '') {
    throw new ProblemError(
      toProblem('invalid-input', 'This is not the address of a Salesforce org. It starts with https://.', {
        next: 'edit',
      }),
    );
  }
  // The address people copy from their browser; the API lives on the My Domain host.
  return url.origin.replace(/\.lightning\.force\.com$/, '.my.salesforce.com');
}

/** Whether a host name is this very machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** A pool of kept-open connections to one org; proxies are for hosts beyond this machine only. */
export function createAgent(instanceUrl: string, proxies: ProxyEnvironment): HttpAgent {
  const pool = { keepAlive: true, maxSockets: 8, timeout: 60_000 };
  const url = new URL(instanceUrl);
  if (isLoopback(url.hostname)) return url.protocol === 'https:' ? new HttpsAgent(pool) : new HttpAgent(pool);
  return new HttpsAgent({ ...pool, proxyEnv: proxies });
}
