import type { EntityManager } from '@mikro-orm/postgresql';
import { leavesSql } from '@timetracker/db';
import {
  type Checkpoint,
  type GrowingTree,
  growTree,
  type Hash,
  type NoteSigner,
  openCheckpoint,
  parseVerifier,
  peaksOf,
  type SubtreeNode,
  signCheckpoint,
} from '@timetracker/log';
import { fastCheck, fastNodeHash } from '@timetracker/log/node';
import { sql } from 'kysely';
import { listLogKeys, type StoredCheckpoint } from './checkpoints.ts';
import { LogDamagedError } from './log-damaged-error.ts';
import { insertNodes, isKept, subtreeHashes } from './log-nodes.ts';

const SLICE = 4_096;
/** A long history becomes several checkpoints, so that none is a long transaction. */
const MOST_LEAVES = 65_536;

/** The tree of a checkpoint, to be continued. Nobody signs what follows a checkpoint that is not good. */
export async function treeAt(
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
export async function addNewLeaves(
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

/** Those of the next slice of ids, and the first one after it where that is not full: there must be none. */
async function leavesAfter(tx: EntityManager, id: number): Promise<{ id: number; hash: Hash }[]> {
  const { rows } = await sql<{ id: number; hash: Hash }>`
    select id, encode(hash, 'hex') as hash from ${leavesSql} as leaves
    where id > ${id} and id <= ${id + SLICE} order by id`.execute(tx.getKysely());
  if (rows.length === SLICE) return rows;
  const { rows: beyond } = await sql<{ id: number; hash: Hash }>`
    select id, encode(hash, 'hex') as hash from ${leavesSql} as leaves
    where id > ${id + SLICE} order by id limit 1`.execute(tx.getKysely());
  return [...rows, ...beyond];
}

/** Signs what the tree has come to, and lists the key. */
export async function insertCheckpoint(
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
