import { join } from 'node:path';
import { root } from './root.ts';

/** Files that Node runs. */
export interface Programs {
  api: string;
  worker: string;
  /** Prepares the database. */
  migrate: string;
}

/** As they are written: every start has the present source, and loads it module by module. */
export const sourcePrograms: Programs = {
  api: join(root, 'apps/api/src/main.ts'),
  worker: join(root, 'apps/worker/src/main.ts'),
  migrate: join(root, 'scripts/migrate.ts'),
};

/** What `buildServers` makes of them. */
export const builtPrograms: Programs = {
  api: join(root, 'apps/api/dist/main.js'),
  worker: join(root, 'apps/worker/dist/main.js'),
  migrate: join(root, 'apps/api/dist/migrate.js'),
};
