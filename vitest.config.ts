import { defineConfig } from 'vitest/config';
import { compileMessages } from './apps/web/compile-messages.ts';

export default defineConfig({
  plugins: [compileMessages()],
  test: {
    include: ['{packages,apps}/*/src/**/*.test.{ts,tsx}', 'tests/src/**/*.test.ts', 'scripts/**/*.test.ts'],
    // How long answers take under load is looked at by `npm run chaos`, with the machine to itself.
    exclude: ['**/node_modules/**', '**/dist/**', 'tests/src/chaos/heavy-*.test.ts'],
    environment: 'node',
    globalSetup: [
      'tests/src/test-cluster.ts',
      'tests/src/browser/test-browser.ts',
      'tests/src/browser/test-web.ts',
    ],
    // Tests of real processes share the machine with PostgreSQL and browsers: more at once only slows each down.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A fact is waited for as long as it takes on a busy machine; one that does not come fails all the same.
    expect: { poll: { timeout: 20_000 } },
    passWithNoTests: false,
  },
});
