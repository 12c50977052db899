import { execFile } from 'node:child_process';
import { availableParallelism, cpus, release, type as system, totalmem } from 'node:os';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

const settings = [
  'shared_buffers',
  'effective_cache_size',
  'work_mem',
  'max_wal_size',
  'fsync',
  'synchronous_commit',
  'full_page_writes',
  'max_parallel_workers_per_gather',
  'jit',
];

/** What figures depend on. */
export interface Machine {
  cpu: string;
  cores: number;
  memory_gb: number;
  system: string;
  node: string;
  postgres: string;
  postgres_settings: Record<string, string>;
  /** Of the code that is measured; null outside of a repository. */
  commit: string | null;
}

/** Describes the machine and the PostgreSQL of a cluster. */
export async function describeMachine(cluster: string): Promise<Machine> {
  const client = new pg.Client({ connectionString: cluster });
  await client.connect();
  try {
    const version = await client.query<{ server_version: string }>('show server_version');
    const { rows } = await client.query<{ name: string; value: string }>(
      'select name, current_setting(name) as value from pg_settings where name = any($1) order by name',
      [settings],
    );
    return {
      cpu: cpus()[0]?.model.trim() ?? 'unknown',
      cores: availableParallelism(),
      memory_gb: Math.round(totalmem() / 1e8) / 10,
      system: `${system()} ${release()}`,
      node: process.version,
      postgres: version.rows[0]?.server_version ?? 'unknown',
      postgres_settings: Object.fromEntries(rows.map(({ name, value }) => [name, value])),
      commit: await commitOf(import.meta.dirname),
    };
  } finally {
    await client.end();
  }
}

async function commitOf(directory: string): Promise<string | null> {
  try {
    const { stdout } = await run('git', ['describe', '--always', '--dirty'], { cwd: directory });
    return stdout.trim();
  } catch {
    return null;
  }
}
