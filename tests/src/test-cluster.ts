import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@timetracker/embedded-postgres';

/**
 * Starts one PostgreSQL for the whole test run and names it to the tests as `TEST_DATABASE_URL`; tests make databases
 * of their own on it. The projects of a run share the one that the first of them starts. PostgreSQL does not wait for
 * the disk: nobody needs this data after a power cut.
 * @returns stops it and removes its data
 */
export default async function startTestCluster(): Promise<() => Promise<void>> {
  if (process.env['TEST_DATABASE_URL']) return () => Promise.resolve();
  const dataDir = await mkdtemp(join(tmpdir(), 'timetracker-test-'));
  // As root, PostgreSQL's account passes through this directory.
  await chmod(dataDir, 0o711);
  const postgres = await startEmbeddedPostgres({
    dataDir,
    settings: { fsync: 'off', full_page_writes: 'off', max_connections: '300' },
  });
  process.env['TEST_DATABASE_URL'] = postgres.url;
  return async () => {
    await postgres.stop();
    await rm(await realpath(join(dataDir, 'postgres')), { recursive: true });
    await rm(dataDir, { recursive: true });
  };
}
