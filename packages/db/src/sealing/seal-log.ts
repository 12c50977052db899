import type { EntityManager } from '@mikro-orm/postgresql';
import {
  type Checkpoint,
  type GrowingTree,
  growTree,
  type Hash,
  type NoteSigner,
  openCheckpoint,
  parseVerifier,
  peaksOf,
  signCheckpoint,
  type SubtreeNode,
} from '@timetracker/shared/log';
import { sql } from 'kysely';
import { findCheckpoint, listLogKeys, type StoredCheckpoint } from './checkpoints.ts';
import { continues } from './continues.ts';
import { fastCheck, fastNodeHash } from './fast-hash.ts';
import { ForkedLogError } from './forked-log-error.ts';
import { LogDamagedError } from './log-damaged-error.ts';
import { insertNodes, isKept, subtreeHashes } from './log-nodes.ts';
import type { SignedMemory } from './signed-memory.ts';

/** What may wait for a checkpoint. */
export interface SealingLimits {
  rows: number;
  age_ms: number;
}

const SLICE = 4_096;
/** A long history becomes several checkpoints, so that none is a long transaction. */
const MOST_LEAVES = 65_536;
/** Any number, as long as it is the same everywhere: the lock of those who seal. The writer never takes it. */
const LOCK = 7_213_009_001;

/**
 * Seals what is stored since the last checkpoint, up to 65,536 leaves, into a new one. One transaction: a worker that is
 * killed leaves nothing behind, and several take turns. Those who store are not held up: leaves are only read.
 * @param memory what this signer signed last; nothing is signed that does not continue it. The new note is remembered
 * before it is published; a transaction that fails after that is made up for by the next one, which seals the same leaves
 * @param limits without them, one unsealed activity is enough
 * @returns the new checkpoint; undefined when there is nothing to seal, or nothing that has to be sealed yet
 * @throws {LogDamagedError} when a leaf is missing or the tree is not that of the last checkpoint: such a log is not vouched for
 * @throws {ForkedLogError} when the log does not continue what was signed last
 */
export function sealLog(
  em: EntityManager,
  signer: NoteSigner,
  limits: SealingLimits = { rows: 1, age_ms: 0 },
  memory?: SignedMemory,
): Promise<StoredCheckpoint | undefined> {
  return em.fork().transactional(async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx.getKysely());
    const last = await findCheckpoint(tx);
    const signed = await memory?.recall();
    const isKnown = !signed || (signed.size === last?.size && signed.root === last.root);
    const due = await isDue(tx, last?.size ?? 0, limits);
    if (isKnown && !due) return undefined;
    const tree = await treeAt(tx, last, signer);
    const refused = refusal(signed, memory);
    if (signed && signed.origin !== signer.verifier.name) throw refused('it has another name');
    if (signed && signed.size <= tree.size) {
      const now = { size: tree.size, root: tree.root() };
      if (!(await continues(tx, now, signed))) throw refused('it has other activities');
      if (!due) return undefined;
    }
    await addNewLeaves(tx, tree, (size, root) => {
      if (size === signed?.size && root() !== signed.root) throw refused('it has other activities');
    });
    if (signed && signed.size > tree.size) throw refused(`it has only ${tree.size} activities`);
    const sealed = await insertCheckpoint(tx, signer, { size: tree.size, root: tree.root() });
    await memory?.remember(sealed.note);
    return sealed;
  });
}

/** Says that nothing is signed, why, and what to do. */
const refusal = (signed: Checkpoint | undefined, memory: SignedMemory | undefined) => (why: string) =>
  new ForkedLogError(
    `The log does not continue the checkpoint of ${signed?.size} that was signed last (${memory?.place}): ${why}. ` +
      'Nothing is sealed. If you restored a backup, run activity checkpoint --after-restore; if not, somebody changed the database',
  );

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

/** The tree of a checkpoint, to be continued. Nobody signs what follows a checkpoint that is not good. */
async function treeAt(
  tx: EntityManager,
  last: StoredCheckpoint | undefined,
  signer: NoteSigner,
): Promise<GrowingTree> {
  if (!last) return growTree(undefined, fastNodeHash);
  const { size, root } = await signedBy(tx, last, signer);
  const tree = growTree({ size, peaks: await subtreeHashes(tx, peaksOf(size)) }, fastNodeHash);
  if (tree.root() !== root) throw new LogDamagedError(`its tree is not that of the checkpoint of ${size}`);
  return tree;
}

/** What the note of a checkpoint says. A log keeps its name for ever; with another one, it would be another log. */
async function signedBy(tx: EntityManager, last: StoredCheckpoint, signer: NoteSigner): Promise<Checkpoint> {
  const keys = (await listLogKeys(tx)).flatMap(({ verifier }) => parseVerifier(verifier) ?? []);
  const opened = openCheckpoint(last.note, [signer.verifier, ...keys], fastCheck);
  if (!opened.ok || opened.checkpoint.size !== last.size)
    throw new LogDamagedError(`the checkpoint of ${last.size} is not signed by a key of this log`);
  const { origin } = opened.checkpoint;
  if (origin !== signer.verifier.name)
    throw new Error(`The log is called ${origin}, but the signing key ${signer.verifier.name}`);
  return opened.checkpoint;
}

/** Ids are in commit order, so whatever is below a leaf that can be read can be read as well, unless somebody removed it. */
async function addNewLeaves(
  tx: EntityManager,
  tree: GrowingTree,
  passing: (size: number, root: () => Hash) => void,
): Promise<void> {
  for (let left = MOST_LEAVES; left > 0; left -= SLICE) {
    const leaves = await leavesAfter(tx, tree.size);
    const nodes: SubtreeNode[] = [];
    for (const { id, hash } of leaves) {
      if (id !== tree.size + 1) throw new LogDamagedError(`the leaf of activity ${tree.size + 1} is missing`);
      nodes.push(...tree.append(hash).filter(isKept));
      passing(tree.size, tree.root);
    }
    await insertNodes(tx, nodes);
    if (leaves.length < SLICE) return;
  }
}

async function leavesAfter(tx: EntityManager, id: number): Promise<{ id: number; hash: Hash }[]> {
  const { rows } = await sql<{ id: number; hash: Hash }>`
    select id, encode(hash, 'hex') as hash from activity_leaves where id > ${id} order by id limit ${SLICE}`.execute(
    tx.getKysely(),
  );
  return rows;
}

async function insertCheckpoint(
  tx: EntityManager,
  signer: NoteSigner,
  { size, root }: { size: number; root: Hash },
): Promise<StoredCheckpoint> {
  const note = signCheckpoint({ size, root }, signer);
  await sql`insert into log_keys (verifier) values (${signer.verifier.text}) on conflict do nothing`.execute(
    tx.getKysely(),
  );
  const { rows } = await sql<{ created_at: Date }>`
    insert into log_checkpoints (size, root, note) values (${size}, decode(${root}, 'hex'), ${note})
    returning created_at`.execute(tx.getKysely());
  const [row] = rows;
  if (!row) throw new Error('A checkpoint that was inserted has a time');
  return { size, root, note, created_at: row.created_at.toISOString() };
}
