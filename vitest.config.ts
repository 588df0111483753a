import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What starts many processes or takes longest comes first, and what runs in a pretended browser last. */
function turnOf({ moduleId }: TestSpecification): number {
  if (/\/test\/(campaigns\/|serve\.test|build\/pack)/.test(moduleId)) return 0;
  if (moduleId.includes('/test/e2e/')) return 1;
  return moduleId.endsWith('.tsx') ? 3 : 2;
}

/** Files that follow each other in the same environment share their process, and the browser in it. */
class ByEnvironment extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => turnOf(a) - turnOf(b));
  }
}

export default defineConfig({
  test: {
    // Files share a process: reading the console's code anew for each took longer than many of their tests.
    isolate: false,
    sequence: { sequencer: ByEnvironment },
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    environment: 'node',
    // Browser tests wait more than they compute: two at a time keep two cores busy.
    maxWorkers: 2,
    // A shared build server can stand still for seconds in the middle of a browser test; a real fault shows twice.
    retry: process.env.CI ? 1 : 0,
  },
});
