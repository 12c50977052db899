import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, type EntityManager, LockMode, MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { ActivityCapture } from './capture/activity-capture.ts';
import { AuthorityCheck } from './capture/authority.ts';
import { RowsToTouch } from './capture/rows-to-touch.ts';
import { entities } from './entities/index.ts';
import { recoverLostConnections } from './lost-connections.ts';
import { migrations } from './migrations/index.ts';
import { RepeatingEntityManager } from './repeating-entity-manager.ts';

const INT8 = 20;
const DATE = 1082;
const defaultParser: (oid: number, format?: 'text' | 'binary') => (value: string) => unknown =
  pg.types.getTypeParser;

/** int8 as a number: no identifier or count here comes near 2^53. A calendar day as text: it has no zone to be in. */
const parsers = new Map<number, (value: string) => unknown>([
  [INT8, Number],
  [DATE, String],
]);
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => parsers.get(oid) ?? defaultParser(oid, format),
};

/**
 * What this product asks is answered within milliseconds by an index. Starting processes to share such a question, or
 * compiling it, takes longer than answering it, and many who ask at once use every core anyway.
 */
const quickAnswers = '-c max_parallel_workers_per_gather=0 -c jit=off';

/**
 * For a process that asks for a few rows again and again: by an index, if there is one. What is kept prepared is planned for the
 * table as it was then; the outbox holds nothing now and a hundred thousand rows a minute later, between the traces of as many.
 */
export const answersByIndex = `${quickAnswers} -c enable_seqscan=off`;

const config = (url: string, options: DatabaseOptions) =>
  defineConfig({
    clientUrl: url,
    entities: [...entities],
    subscribers: [new ActivityCapture(), new RowsToTouch(), new AuthorityCheck()],
    ...(options.repeatsLostRaces && { entityManager: RepeatingEntityManager }),
    extensions: [Migrator],
    migrations: {
      migrationsList: options.migrations ?? migrations,
      tableName: 'schema_migrations',
      snapshot: false,
      transactional: true,
      silent: true,
    },
    pool: { min: 0, max: options.poolSize ?? 10 },
    driverOptions: {
      types,
      application_name: options.applicationName ?? 'timetracker',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      query_timeout: options.queryTimeoutMs,
      options: options.settings ?? quickAnswers,
      onPoolCreated: recoverLostConnections,
    },
    forceUtcTimezone: true,
    schemaGenerator: { ignoreSchema: ['bullmq'] },
  });

export interface DatabaseOptions {
  applicationName?: string;
  /** Connections at the most. */
  poolSize?: number;
  /** How long a query may take before its connection counts as lost; without it, as long as it likes. */
  queryTimeoutMs?: number;
  /** Whether a transaction that PostgreSQL ends for the sake of another one runs again. */
  repeatsLostRaces?: boolean;
  /** Instead of those of this release. */
  migrations?: typeof migrations;
  /** Settings of PostgreSQL for the sessions, as `-c name=value`; without them, those for many quick answers. */
  settings?: string;
}

export { type EntityManager, LockMode };
export type Database = Awaited<ReturnType<typeof openDatabase>>;

/**
 * Connects the ORM to a migrated database. Every unit of work forks its own entity manager: `db.em.fork()`.
 * @returns the ORM; `close()` ends its connections
 */
export const openDatabase = (url: string, options: DatabaseOptions = {}) =>
  MikroORM.init(config(url, options));

/** The `pg` pool behind the ORM, for libraries that bring their own queries. */
export const poolOf = (database: Database): Promise<pg.Pool> => database.em.getConnection().getNativeClient();
