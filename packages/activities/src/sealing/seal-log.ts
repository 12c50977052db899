import type { EntityManager } from '@mikro-orm/postgresql';
import type { NoteSigner } from '@timetracker/log';
import { sql } from 'kysely';
import { findCheckpoint, type StoredCheckpoint } from './checkpoints.ts';
import { addNewLeaves, insertCheckpoint, treeAt } from './grow-log.ts';
import type { LastSignedCheckpoint } from './last-signed-checkpoint.ts';
import { rememberInDatabase } from './log-memory.ts';
import { checkContinued, checkReached, type Remembered, recall } from './remembered.ts';

/** What may wait for a checkpoint. */
export interface SealingLimits {
  rows: number;
  age_ms: number;
}

/** Any number, as long as it is the same everywhere: the lock of those who seal. The writer never takes it. */
const LOCK = 7_213_009_001;

/** Those who seal take turns, until the end of the transaction. */
export const takeSealingTurn = (tx: EntityManager) =>
  sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx.getKysely());

/**
 * Seals what is stored since the last checkpoint, up to 65,536 leaves, into a new one. One transaction: a worker that is
 * killed leaves nothing behind, and several take turns. Those who store are not held up: leaves are only read.
 * @param memory what this signer knows that was signed last; it is compared, as is what the database remembers for all
 * signers, and nothing is signed that does not continue both. The new note is remembered before it is published; a
 * transaction that fails after that is made up for by the next one, which seals the same leaves
 * @param limits without them, one unsealed activity is enough
 * @returns the new checkpoint; undefined when there is nothing to seal, or nothing that has to be sealed yet
 * @throws {LogDamagedError} when a leaf is missing or the tree is not that of the last checkpoint: such a log is not vouched for
 * @throws {ForkedLogError} when the log does not continue what was signed last
 */
export function sealLog(
  em: EntityManager,
  signer: NoteSigner,
  limits: SealingLimits = { rows: 1, age_ms: 0 },
  memory?: LastSignedCheckpoint,
): Promise<StoredCheckpoint | undefined> {
  return em.fork().transactional(async (tx) => {
    await takeSealingTurn(tx);
    const last = await findCheckpoint(tx);
    const remembered = memory ? await recall(tx, signer, memory) : [];
    const isKnown = !memory || isRemembered(last, memory.place, remembered);
    const due = await isDue(tx, last?.size ?? 0, limits);
    if (isKnown && !due) return undefined;
    const tree = await treeAt(tx, last, signer);
    await checkContinued(tx, { size: tree.size, root: tree.root() }, remembered);
    const isAhead = remembered.some(({ size }) => size > tree.size);
    if (!due && !isAhead) {
      if (last && memory) await keep(tx, last, memory, remembered);
      return undefined;
    }
    await addNewLeaves(tx, tree, checkReached(remembered));
    await checkContinued(tx, { size: tree.size, root: tree.root() }, remembered, { isWhole: true });
    const sealed = await insertCheckpoint(tx, signer, { size: tree.size, root: tree.root() });
    if (memory) await keep(tx, sealed, memory, remembered);
    return sealed;
  });
}

/** Whether every place has the last checkpoint, and so has the signer's own, which may be new. */
const isRemembered = (
  last: StoredCheckpoint | undefined,
  own: string,
  remembered: readonly Remembered[],
): boolean =>
  remembered.every(({ size, root }) => size === last?.size && root === last.root) &&
  (!last || remembered.some(({ place }) => place === own));

/** What another signer has sealed is remembered as well: it continues what was. */
async function keep(
  tx: EntityManager,
  { size, root, note }: StoredCheckpoint,
  memory: LastSignedCheckpoint,
  remembered: readonly Remembered[],
): Promise<void> {
  const knows = (place: string) => remembered.some((one) => one.place === place && one.size === size);
  if (!knows(memory.place)) await memory.remember(note);
  await rememberInDatabase(tx, { size, root });
}

/** The oldest unsealed activity is judged by when it was stored; one that was purged since is old. */
async function isDue(
  tx: EntityManager,
  sealed: number,
  { rows: most, age_ms }: SealingLimits,
): Promise<boolean> {
  const { rows } = await sql<{ waiting: number; is_old: boolean | null }>`
    select last_id - ${sealed}::bigint as waiting,
      (select recorded_at <= clock_timestamp() - make_interval(secs => ${age_ms / 1_000})
        from activities where id = ${sealed}::bigint + 1) as is_old
    from activity_head`.execute(tx.getKysely());
  const [state] = rows;
  return state !== undefined && state.waiting > 0 && (state.waiting >= most || (state.is_old ?? true));
}
