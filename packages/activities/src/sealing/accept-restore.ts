import type { EntityManager } from '@mikro-orm/postgresql';
import type { NoteSigner } from '@timetracker/log';
import { sql } from 'kysely';
import { findCheckpoint } from './checkpoints.ts';
import { addNewLeaves, insertCheckpoint, treeAt } from './grow-log.ts';
import type { LastSignedCheckpoint } from './last-signed-checkpoint.ts';
import { type AcceptedRestore, acceptInDatabase } from './log-memory.ts';
import { takeSealingTurn } from './seal-log.ts';

/** What became of accepting a restore. */
export interface Acceptance extends AcceptedRestore {
  /** Where the signer's memory is now, as evidence; undefined when it had none. */
  aside: string | undefined;
}

/**
 * Takes the log as it is for the one to be continued, whatever was signed before, and says so in the database, signed with
 * the key: workers with a memory of their own take it from there. What was brought outside is brought anew.
 * @throws {LogDamagedError} when the log contradicts itself
 */
export function acceptRestore(
  em: EntityManager,
  signer: NoteSigner,
  memory: LastSignedCheckpoint,
): Promise<Acceptance> {
  return em.fork().transactional(async (tx) => {
    await takeSealingTurn(tx);
    const last = await findCheckpoint(tx);
    const tree = await treeAt(tx, last, signer);
    await addNewLeaves(tx, tree, () => undefined);
    const head = { size: tree.size, root: tree.root() };
    if (head.size > (last?.size ?? 0)) await insertCheckpoint(tx, signer, head);
    const accepted = await acceptInDatabase(tx, signer, head);
    await sql`delete from log_anchors`.execute(tx.getKysely());
    const aside = await memory.putAside();
    await memory.remember(accepted.note);
    return { ...accepted, aside };
  });
}
