import { describe, expect, it } from 'vitest';
import { toLoginUrl } from '../../../shared/model/login-address.ts';

describe('the address to sign in at', () => {
  it.each([
    ['https://login.salesforce.com', 'https://login.salesforce.com'],
    ['acme', 'https://acme.my.salesforce.com'],
    [' acme.my.salesforce.com ', 'https://acme.my.salesforce.com'],
    ['https://acme--uat.sandbox.my.salesforce.com/one/one.app', 'https://acme--uat.sandbox.my.salesforce.com'],
    ['https://acme.lightning.force.com/lightning/page/home', 'https://acme.my.salesforce.com'],
    ['https://acme.my.salesforce-setup.com/lightning/setup', 'https://acme.my.salesforce.com'],
    ['http://127.0.0.1:4000/', 'http://127.0.0.1:4000'],
  ])('of %s is %s', (typed, address) => {
    expect(toLoginUrl(typed)).toBe(address);
  });

  it.each([
    '',
    'https://evil.example',
    'https://my.salesforce.com.evil.example',
    'https://evilsalesforce.com',
    'http://acme.my.salesforce.com',
    'https://acme.my.salesforce.com:8443',
    'https://user:pass@acme.my.salesforce.com',
    'javascript:alert(1)',
    'https://acme.my.salesforce.com@evil.example',
  ])('is none in %j', (typed) => {
    expect(toLoginUrl(typed)).toMatchObject({ kind: 'invalid-input', next: 'edit' });
  });
});
