import {
  type Database,
  ensureSealKey,
  findCheckpoint,
  putMemoryAside,
  readSealKey,
  sealLog,
  signedMemory,
} from '@timetracker/db';
import { AppError } from '@timetracker/shared';
import { hashToBase64 } from '@timetracker/shared/log';
import type { Outcome } from '../print.ts';
import { type CommandEnv, withDatabase } from '../with-database.ts';

/** The options of `activity checkpoint`. */
export interface CheckpointOptions {
  afterRestore?: boolean;
}

/**
 * The newest checkpoint as a signed note. With the key at hand, what is not sealed yet is sealed first.
 * @param options `afterRestore` forgets what was signed last, which stays in a file beside
 * @throws {ForkedLogError} when the log does not continue what was signed last
 * @throws {AppError} notFound when nothing was ever sealed
 */
export function checkpoint({ afterRestore }: CheckpointOptions = {}): Promise<Outcome> {
  return withDatabase(async (database, env) => {
    if (afterRestore) await putMemoryAside(env.DATA_DIR);
    await sealAll(database, env);
    const newest = await findCheckpoint(database.em.fork());
    if (!newest)
      throw new AppError('notFound', 'Nothing is sealed yet: there is no activity, or no key to sign with');
    const { size, root, note, created_at } = newest;
    return { json: { size, root: hashToBase64(root), created_at, note }, text: note.trimEnd() };
  });
}

/** Seals what is not sealed yet, if there is a key. A database of one's own has its key where its worker is: none is made up for it here. */
export async function sealAll(database: Database, env: CommandEnv): Promise<void> {
  const signer = env.DATABASE_URL === undefined ? await ensureSealKey(env) : await readSealKey(env);
  if (!signer) return;
  const memory = signedMemory(env.DATA_DIR);
  const everything = { rows: 1, age_ms: 0 };
  for (let more: unknown = true; more !== undefined; )
    more = await sealLog(database.em, signer, everything, memory);
}
