import { describe, expect, it } from 'vitest';
import { fromHttpDate, fromSalesforceTime, toHttpDate } from '../../electron/salesforce/http-date.ts';

describe('times', () => {
  it('go into headers in whole seconds', () => {
    expect(toHttpDate(Date.UTC(2013, 4, 20, 20, 49, 32, 999))).toBe('Mon, 20 May 2013 20:49:32 GMT');
    expect(fromHttpDate('Mon, 20 May 2013 20:49:32 GMT')).toBe(Date.UTC(2013, 4, 20, 20, 49, 32));
  });

  it('are read as Salesforce writes them', () => {
    expect(fromSalesforceTime('2022-03-17T16:21:24.000+0000')).toBe(Date.UTC(2022, 2, 17, 16, 21, 24));
    expect(fromSalesforceTime('2022-03-17T16:21:24Z')).toBe(Date.UTC(2022, 2, 17, 16, 21, 24));
  });

  it('that are none are null', () => {
    expect(fromHttpDate(undefined)).toBeNull();
    expect(fromHttpDate('yesterday')).toBeNull();
    expect(fromSalesforceTime('')).toBeNull();
  });
});
