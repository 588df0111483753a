import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Files share a process: reading the console's code anew for each took longer than many of their tests.
    isolate: false,
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
