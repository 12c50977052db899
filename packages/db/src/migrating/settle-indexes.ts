import type { PoolClient } from 'pg';
import { type Database, poolOf } from '../orm.ts';

/** An index that takes the place of another one. */
interface Successor {
  name: string;
  on: string;
  before: string;
}

const successors: readonly Successor[] = [
  {
    name: 'activities_hashed_entity_idx',
    on: 'activities (hashtextextended(entity_type, entity_id), created_at) with (fillfactor = 100)',
    before: 'activities_entity_idx',
  },
];

/** Spells "indx" in ASCII: one process at a time makes indexes. */
const TURN = 0x69_6e_64_78;
/** For transactions that began before: an index may be made at the next start as well. */
const WAIT = '30s';
/** A lock not got in time, a deadlock: others are in the way. */
const OTHERS = new Set(['55P03', '40P01']);

/**
 * Makes indexes that take the place of others, where there are many activities, beside whoever works; the ones before go when
 * no process of the release before asks by them any more. Both take the time of reading all activities, so that neither is
 * a part of a migration. Nothing depends on it but how long questions take: what is not done now is done at the next start.
 * @param say gets a line when others are in the way
 */
export async function settleIndexes(database: Database, say: (line: string) => void): Promise<void> {
  const client = await (await poolOf(database)).connect();
  try {
    const { rows } = await client.query<{ ready: boolean }>(
      `select to_regclass('trail_format') is not null and pg_try_advisory_lock($1) as ready`,
      [TURN],
    );
    if (rows[0]?.ready !== true) return;
    await client.query(`set lock_timeout = '${WAIT}'`);
    for (const successor of successors) await succeed(client, successor);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && OTHERS.has(String(error.code)))) throw error;
    say('Others hold transactions open for too long: an index is made at the next start.');
  } finally {
    client.release(true);
  }
}

async function succeed(client: PoolClient, { name, on, before }: Successor): Promise<void> {
  const state = await stateOf(client, name, before);
  if (state.made && !state.valid) await client.query(`drop index concurrently ${name}`);
  if (!state.valid) await client.query(`create index concurrently ${name} on ${on}`);
  if (state.superseded && state.old_over) await client.query(`drop index concurrently ${before}`);
}

interface State {
  made: boolean;
  /** Whether it is made as a whole: one that was interrupted is there, and leads to nothing. */
  valid: boolean;
  /** Whether the one before is there. */
  superseded: boolean;
  /** Whether processes of the release before are gone. */
  old_over: boolean;
}

async function stateOf(client: PoolClient, name: string, before: string): Promise<State> {
  const { rows } = await client.query<State>(
    `select to_regclass($1) is not null as made,
       coalesce((select indisvalid from pg_index where indexrelid = to_regclass($1)), false) as valid,
       to_regclass($2) is not null as superseded,
       coalesce((select narrow_from <= now() from trail_format), false) as old_over`,
    [name, before],
  );
  const [state] = rows;
  if (!state) throw new Error('A query without a table has a row');
  return state;
}
