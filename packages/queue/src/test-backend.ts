import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { Backend } from './backend.ts';
import { migrateQueue } from './migrate-queue.ts';
import { startTestProxy, type TestProxy } from './test-proxy.ts';
import { startTestRedis } from './test-redis.ts';

export interface TestBackend {
  /** Reached through the proxy. */
  backend: Backend;
  proxy: TestProxy;
  /** The same queues, reached directly: for the test's own eyes. */
  direct: Backend;
  stop: () => Promise<void>;
}

/** An empty queue server of a test's own, with a proxy before it. */
export async function startTestBackend(kind: Backend['kind']): Promise<TestBackend> {
  const server = kind === 'redis' ? await startTestRedis() : await createQueueDatabase();
  const proxy = await startTestProxy(server.url);
  return {
    backend: { kind, url: proxy.url },
    proxy,
    direct: { kind, url: server.url },
    stop: async () => {
      await proxy.stop();
      await server.stop();
    },
  };
}

async function createQueueDatabase() {
  const cluster = process.env['TEST_DATABASE_URL'];
  if (!cluster) throw new Error('TEST_DATABASE_URL is not set: run the tests through npm test');
  const name = `queue_${randomUUID().replaceAll('-', '')}`;
  await onCluster(cluster, `create database ${name}`);
  const url = new URL(cluster);
  url.pathname = `/${name}`;
  await migrateQueue(url.href);
  return { url: url.href, stop: () => onCluster(cluster, `drop database ${name} with (force)`) };
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

/** As after a failure without a copy: queues hold nothing; or only the jobs are gone that were to come. */
export async function lose({ kind, url }: Backend, what: 'everything' | 'jobs'): Promise<void> {
  if (kind === 'redis') {
    const redis = new Redis(url);
    if (what === 'everything') await redis.flushall();
    else await redis.del('bull:maintenance:wait', 'bull:maintenance:delayed');
    redis.disconnect();
    return;
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    what === 'everything'
      ? 'truncate bullmq.job, bullmq.scheduler, bullmq.meta cascade'
      : 'delete from bullmq.job',
  );
  await client.end();
}
