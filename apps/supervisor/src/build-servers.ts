import { ensureBuilt } from './ensure-built.ts';

/**
 * Puts API and worker, and what prepares the database for them, with all that they import into a few files in their `dist`,
 * unless those were built from the present source. Node loads these in a fraction of the time and memory that it needs
 * for two thousand modules, one by one.
 * @throws {StartError} when they cannot be built; the reason was written to stderr
 */
export const buildServers = (stopping: AbortSignal): Promise<void> =>
  ensureBuilt(
    {
      what: 'API and worker',
      inputs: [
        'apps/api',
        'apps/worker',
        'apps/supervisor',
        'packages',
        'scripts',
        'pnpm-lock.yaml',
        'tsconfig.base.json',
        'tsconfig.json',
      ],
      outputs: ['apps/api/dist/main.js', 'apps/api/dist/migrate.js', 'apps/worker/dist/main.js'],
      stampFile: 'apps/worker/dist/.built-from',
      args: ['scripts/bundle.ts'],
      cwd: '.',
    },
    stopping,
  );
