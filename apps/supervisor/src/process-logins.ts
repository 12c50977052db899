import type { DatabaseProcess } from '@timetracker/shared';
import { keptSecret } from './kept-secret.ts';

/** The addresses of the database by process, as variables of the environment. */
export interface ProcessLogins {
  API_DATABASE_URL: string;
  WORKER_DATABASE_URL: string;
}

/** The addresses of the embedded database for API and worker, with passwords that are kept in DATA_DIR. */
export async function processLogins(ownerUrl: string, dataDir: string): Promise<ProcessLogins> {
  return {
    API_DATABASE_URL: await withLogin(ownerUrl, dataDir, 'api'),
    WORKER_DATABASE_URL: await withLogin(ownerUrl, dataDir, 'worker'),
  };
}

async function withLogin(ownerUrl: string, dataDir: string, process: DatabaseProcess): Promise<string> {
  const url = new URL(ownerUrl);
  url.username = `timetracker_${process}_login`;
  url.password = await keptSecret(dataDir, `postgres-${process}-password`, {
    bytes: 24,
    encoding: 'base64url',
  });
  return url.href;
}
