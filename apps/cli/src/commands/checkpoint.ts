import {
  type Acceptance,
  acceptRestore,
  ForkedLogError,
  findCheckpoint,
  lastSignedCheckpoint,
  sealLog,
} from '@timetracker/activities';
import type { Database } from '@timetracker/db';
import { hashToBase64 } from '@timetracker/log';
import { ensureSealKey, readSealKey } from '@timetracker/log/node';
import { AppError } from '@timetracker/shared';
import type { Outcome } from '../print.ts';
import { type CommandEnv, withDatabase } from '../with-database.ts';

/** The options of `activity checkpoint`. */
export interface CheckpointOptions {
  afterRestore?: boolean;
}

/**
 * The newest checkpoint as a signed note. With the key at hand, what is not sealed yet is sealed first.
 * @param options `afterRestore` takes the log as it is, though it does not continue what was signed last, which stays in a
 * file beside
 * @throws {ForkedLogError} when the log does not continue what was signed last
 * @throws {AppError} notFound when nothing was ever sealed; conflict when there is no key to accept a restore with, or
 * nothing to accept
 */
export function checkpoint({ afterRestore }: CheckpointOptions = {}): Promise<Outcome> {
  return withDatabase(async (database, env) => {
    const accepted = afterRestore ? await accept(database, env) : undefined;
    await sealAll(database, env);
    const newest = await findCheckpoint(database.em.fork());
    if (!newest)
      throw new AppError('notFound', 'Nothing is sealed yet: there is no activity, or no key to sign with');
    const { size, root, note, created_at } = newest;
    return {
      json: {
        size,
        root: hashToBase64(root),
        created_at,
        note,
        ...(accepted && { accepted: described(accepted) }),
      },
      text: note.trimEnd(),
    };
  });
}

async function accept(database: Database, env: CommandEnv): Promise<Acceptance> {
  const signer = await readSealKey(env);
  if (!signer)
    throw new AppError(
      'conflict',
      `Only who has the key can accept a restored backup: there is neither SEAL_KEY nor a file seal-key in ${env.DATA_DIR}`,
    );
  const memory = lastSignedCheckpoint(env.DATA_DIR);
  if (!(await isForked(database, env)))
    throw new AppError(
      'conflict',
      `There is nothing to accept: the log continues what was signed last, as ${memory.place} and the database have it`,
    );
  const accepted = await acceptRestore(database.em, signer, memory);
  const { size, root, at, kept } = described(accepted);
  process.stderr.write(
    `Accepted at ${at}: the log goes on from ${size} activities, root ${root}` +
      `${kept === null ? '' : `; what was signed before is kept in ${kept}`}\n`,
  );
  return accepted;
}

async function isForked(database: Database, env: CommandEnv): Promise<boolean> {
  try {
    await sealAll(database, env);
    return false;
  } catch (error) {
    if (error instanceof ForkedLogError) return true;
    throw error;
  }
}

const described = ({ size, root, at, aside }: Acceptance) => ({
  size,
  root: hashToBase64(root),
  at: at.toISOString(),
  kept: aside ?? null,
});

/** Seals what is not sealed yet, if there is a key. A database of one's own has its key where its worker is: none is made up for it here. */
export async function sealAll(database: Database, env: CommandEnv): Promise<void> {
  const signer = env.DATABASE_URL === undefined ? await ensureSealKey(env) : await readSealKey(env);
  if (!signer) return;
  const memory = lastSignedCheckpoint(env.DATA_DIR);
  const everything = { rows: 1, age_ms: 0 };
  for (let more: unknown = true; more !== undefined; )
    more = await sealLog(database.em, signer, everything, memory);
}
