import { z } from 'zod';

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

export interface TestCount {
  passed: number;
  failed: number;
}

/** Counts the tests that ran, from the runner's report; a file that could not be run counts as one that failed. */
export function countTests(json: string | null, exitCode: number): TestCount {
  const parsed = json === null ? null : report.safeParse(JSON.parse(json));
  if (!parsed?.success) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults } = parsed.data;
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const failed = numFailedTests + broken.length;
  // The runner also fails for errors outside of any test, which must not end in "0 failed".
  return { passed: numPassedTests, failed: exitCode === 0 ? failed : Math.max(failed, 1) };
}
