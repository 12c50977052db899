import { findCheckpoint, sealLog } from '@timetracker/activities';
import { poolOf } from '@timetracker/db';
import { generateSigner, parseSigner } from '@timetracker/log';
import type { History } from '../reads/history.ts';

/** A log keeps its name; each run that has something to seal has a key of its own. */
const NAME = 'bench.example.com/activity';

/**
 * Seals a history as the worker does, which takes a minute or two for ten millions, and is kept with the history.
 * @returns how many leaves are sealed
 */
export async function sealHistory({ db, activities }: History): Promise<number> {
  const signer = parseSigner(generateSigner(NAME));
  if (!signer) throw new Error('A new key is a key');
  const before = (await findCheckpoint(db.em.fork()))?.size ?? 0;
  const begin = performance.now();
  let size = before;
  while (size < activities) {
    const checkpoint = await sealLog(db.em, signer);
    if (!checkpoint) throw new Error(`There are ${size} activities to seal, and not ${activities}`);
    size = checkpoint.size;
    const seconds = (performance.now() - begin) / 1_000;
    process.stderr.write(
      `Sealing ${activities.toLocaleString('en')}: ${size.toLocaleString('en')} leaves, ` +
        `${Math.round((size - before) / seconds).toLocaleString('en')} a second\n`,
    );
  }
  // As autovacuum does soon after so many rows.
  if (size > before) await (await poolOf(db)).query('vacuum (analyze) log_nodes');
  return size;
}
