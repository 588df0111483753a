import { describe, expect, it } from 'vitest';
import { createUsage } from '../../../../electron/practice/org/rest/usage.ts';

function usageAt(limits: { daily?: number; long?: number }) {
  const time = { now: 1_000_000_000_000 };
  const settings = {
    organizationId: '',
    instanceName: '',
    apiUsageLimit: limits.daily ?? 100,
    longRunningLimit: limits.long ?? 25,
    sessionSeconds: 1,
    rotateRefreshTokens: true,
  };
  return { time, usage: createUsage({ clock: () => time.now, settings }) };
}

describe('usage', () => {
  it('counts calls and tells them in the header', () => {
    const { usage } = usageAt({ daily: 5000 });
    for (let n = 0; n < 18; n++) usage.begin().end();
    expect(usage.header()).toBe('api-usage=18/5000');
  });

  it('refuses calls beyond the daily limit until the oldest are 24 hours old', () => {
    const { usage, time } = usageAt({ daily: 2 });
    usage.begin().end();
    time.now += 12 * 3_600_000;
    usage.begin().end();
    expect(() => usage.begin()).toThrow('TotalRequests Limit exceeded.');
    time.now += 12 * 3_600_000 + 60_000;
    usage.begin().end();
    expect(usage.used()).toBe(2);
  });

  it('refuses calls while too many have been running for 20 seconds', () => {
    const { usage, time } = usageAt({ long: 2 });
    const running = [usage.begin(), usage.begin()];
    usage.begin().end();
    time.now += 20_000;
    expect(() => usage.begin()).toThrow('ConcurrentRequests (Concurrent API Requests) Limit exceeded.');
    running[0]?.end();
    usage.begin().end();
  });
});
