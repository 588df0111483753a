const loginHosts: readonly string[] = ['login.salesforce.com', 'test.salesforce.com'];
const orgHostEndings: readonly string[] = ['.my.salesforce.com', '.lightning.force.com'];
const loopbackHosts: readonly string[] = ['127.0.0.1', 'localhost'];

/**
 * Whether a link may leave the window for the system's browser: a record or the login of Salesforce over https, or
 * the practice org. A link can come from what a caller said, so nothing else is handed to the system.
 */
export function isAllowedOutside(url: string, practiceUrl: string | null): boolean {
  const parsed = URL.parse(url);
  if (parsed?.username !== '' || parsed.password !== '') return false;
  if (parsed.protocol === 'https:') return parsed.port === '' && isSalesforceHost(parsed.hostname);
  const practice = practiceUrl === null ? null : URL.parse(practiceUrl);
  return parsed.protocol === 'http:' && parsed.origin === practice?.origin && loopbackHosts.includes(practice.hostname);
}

function isSalesforceHost(hostname: string): boolean {
  return loginHosts.includes(hostname) || orgHostEndings.some((ending) => hostname.endsWith(ending));
}
