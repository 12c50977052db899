import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { migrate } from './migrate.ts';
import { ensureLogins } from './roles/ensure-logins.ts';

export interface TestDatabase {
  /** As its owner, a superuser. */
  url: string;
  /** With the rights of the API. */
  apiUrl: string;
  /** With the rights of the worker. */
  workerUrl: string;
  drop: () => Promise<void>;
}

/** Of the whole cluster, whose databases share them. */
const logins = { api: 'test_api', worker: 'test_worker' } as const;
let loginsExist: Promise<void> | undefined;

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
  const urls = { api: as(logins.api, url), worker: as(logins.worker, url) };
  loginsExist ??= ensureLogins(url.href, urls);
  await loginsExist;
  return {
    url: url.href,
    apiUrl: urls.api,
    workerUrl: urls.worker,
    drop: () => onCluster(cluster, `drop database if exists ${name} with (force)`),
  };
}

function as(login: string, database: URL): string {
  const url = new URL(database);
  url.username = login;
  url.password = login;
  return url.href;
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

/** How activities are stored: as in a database that begins now, or as the release before did, which goes on after an upgrade. */
export type TrailFormat = 'narrow' | 'wide';

/** From now on activities are stored in the given form. */
export const useFormat = (url: string, format: TrailFormat): Promise<void> =>
  onCluster(url, `update trail_format set narrow_from = ${format === 'narrow' ? 'now()' : "'infinity'"}`);
