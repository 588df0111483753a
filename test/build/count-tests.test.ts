import { describe, expect, it } from 'vitest';
import { countTests } from '../../build/count-tests.ts';

const report = (passed: number, failed: number, ...files: { status: string; assertionResults: unknown[] }[]) =>
  JSON.stringify({ numPassedTests: passed, numFailedTests: failed, testResults: files });

describe('the count of the tests', () => {
  it('is what the runner reports', () => {
    expect(countTests(report(7, 0), 0)).toEqual({ passed: 7, failed: 0 });
    expect(countTests(report(7, 2), 1)).toEqual({ passed: 7, failed: 2 });
  });

  it('takes a file that could not be run for one that failed', () => {
    const broken = { status: 'failed', assertionResults: [] };
    const counted = { status: 'failed', assertionResults: [{}] };
    expect(countTests(report(7, 1, broken, counted), 1)).toEqual({ passed: 7, failed: 2 });
  });

  it('does not end in "0 failed" when the runner failed', () => {
    expect(countTests(report(7, 0), 1)).toEqual({ passed: 7, failed: 1 });
    expect(countTests(null, 1)).toEqual({ passed: 0, failed: 1 });
    expect(countTests('{}', 0)).toEqual({ passed: 0, failed: 1 });
  });
});
