import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { migrate } from './migrate.ts';

export interface TestDatabase {
  url: string;
  drop: () => Promise<void>;
}

/**
 * A migrated database of a test's own on the cluster that the test run started (`TEST_DATABASE_URL`).
 * Dropping it ends connections that are still open.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const cluster = process.env['TEST_DATABASE_URL'];
  if (!cluster) throw new Error('TEST_DATABASE_URL is not set: run the tests through npm test');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onCluster(cluster, `create database ${name}`);
  const url = new URL(cluster);
  url.pathname = `/${name}`;
  await migrate(url.href);
  return { url: url.href, drop: () => onCluster(cluster, `drop database if exists ${name} with (force)`) };
}

async function onCluster(cluster: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: cluster });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
