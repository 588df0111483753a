import { describe, expect, it } from 'vitest';
import { keptNotice, sendingNotice } from '../../electron/console/sending-notice.ts';
import { toProblem } from '../../shared/model/problem.ts';

const orgOf = () => ({ name: 'Reyes Interiors', locale: 'en-US', timeZone: 'UTC' });
const noon = Date.parse('2026-11-21T12:00:00Z');

describe('the foot of the window', () => {
  it('says nothing while all is well', () => {
    expect(sendingNotice([], orgOf)).toBeNull();
  });

  it('says why nothing is sent, when it is tried again, and when the requests are back', () => {
    const problem = toProblem('rate-limited', 'All API requests of the last 24 hours are used up.');
    const paused = { org: 'o', state: 'paused', why: 'limit', problem, since: noon, nextTryAt: noon + 60_000 } as const;
    expect(sendingNotice([paused], orgOf)).toBe(
      'Writes to Reyes Interiors are paused: All API requests of the last 24 hours are used up. Requests come back as those of the last 24 hours grow old, all of them by 12:00 PM tomorrow. Tried again at 12:01 PM. Nothing is lost.',
    );
  });

  it('says that it waits for a login, and that what was approved goes out then', () => {
    const problem = toProblem('not-connected', 'The Salesforce session has ended. Log in again.');
    const paused = { org: 'o', state: 'paused', why: 'login', problem, since: noon, nextTryAt: null } as const;
    expect(sendingNotice([paused], orgOf)).toContain('Log in again. What was approved goes out by itself then.');
  });

  it('says that requests run low', () => {
    const slowed = { org: 'o', state: 'slowed', usage: { used: 800, limit: 1000 } } as const;
    expect(sendingNotice([slowed], orgOf)).toContain('has used 800 of its 1000 API requests');
  });

  it('says how many calls and messages are kept for the morning, and when the next leaves', () => {
    expect(keptNotice(null, orgOf)).toBeNull();
    expect(keptNotice({ count: 2, org: 'o', next: noon }, orgOf)).toBe(
      '2 approved calls and messages are kept until quiet hours end, the next leaves at 12:00 PM by the org’s clock.',
    );
  });
});
