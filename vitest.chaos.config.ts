import { defineConfig } from 'vitest/config';

/** The fault suite kills and stops processes: one file at a time, each with servers of its own. */
export default defineConfig({
  test: {
    include: ['tests/src/chaos/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['tests/src/test-cluster.ts'],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    passWithNoTests: false,
  },
});
