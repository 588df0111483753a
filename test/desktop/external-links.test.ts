import { describe, expect, it } from 'vitest';
import { isAllowedOutside } from '../../electron/desktop/external-links.ts';

const practiceUrl = 'http://127.0.0.1:4100';

describe('a link to the outside', () => {
  it.each([
    'https://acme.my.salesforce.com/0035e00000abcde',
    'https://acme.lightning.force.com/lightning/r/Case/500/view',
    'https://login.salesforce.com/',
    'http://127.0.0.1:4100/003000000000001',
  ])('opens %s', (url) => {
    expect(isAllowedOutside(url, practiceUrl)).toBe(true);
  });

  it.each([
    'http://acme.my.salesforce.com/',
    'https://evil.example/acme.my.salesforce.com',
    'https://acme.my.salesforce.com.evil.example/',
    'https://my.salesforce.com@evil.example/',
    'https://user:pass@acme.my.salesforce.com/',
    'https://acme.my.salesforce.com:8443/',
    'https://evilmy.salesforce.com/',
    'http://127.0.0.1:4101/',
    'http://localhost:4100/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://server/share',
    'app://console/',
    'not an address',
  ])('does not open %s', (url) => {
    expect(isAllowedOutside(url, practiceUrl)).toBe(false);
  });

  it('opens nothing over http where there is no practice org', () => {
    expect(isAllowedOutside('http://127.0.0.1:4100/', null)).toBe(false);
    expect(isAllowedOutside('http://evil.example/', 'http://evil.example/')).toBe(false);
  });
});
