import { configDefaults, defineConfig } from 'vitest/config';
import { compileMessages } from './apps/web/compile-messages.ts';

/** Folders whose tests need no server. */
const units = [
  'packages/{log,process,shared}/src/**/*.test.ts',
  'apps/supervisor/src/**/*.test.ts',
  'apps/web/src/**/*.test.{ts,tsx}',
  'scripts/**/*.test.ts',
];
/** Those who need the built web app, in a browser or as it is served. */
const journeys = ['tests/src/{browser,deployment}/**/*.test.ts'];
const cluster = 'tests/src/test-cluster.ts';

export default defineConfig({
  plugins: [compileMessages()],
  test: {
    environment: 'node',
    // Tests of real processes share the machine with PostgreSQL and browsers: more at once only slows each down.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A fact is waited for as long as it takes on a busy machine; one that does not come fails all the same.
    expect: { poll: { timeout: 20_000 } },
    passWithNoTests: false,
    // A run prepares only what the projects of its files need.
    projects: [
      { test: { name: 'units', include: units } },
      {
        test: {
          name: 'servers',
          include: ['{packages,apps}/*/src/**/*.test.ts', 'tests/src/**/*.test.ts'],
          exclude: [
            ...configDefaults.exclude,
            ...units,
            ...journeys,
            // How long answers take under load is looked at by `npm run chaos`, with the machine to itself.
            'tests/src/chaos/heavy-*.test.ts',
          ],
          globalSetup: [cluster],
        },
      },
      {
        test: {
          name: 'web app',
          include: journeys,
          globalSetup: [cluster, 'tests/src/browser/test-browser.ts', 'tests/src/browser/test-web.ts'],
        },
      },
    ],
  },
});
