import type { EntityManager } from '@mikro-orm/postgresql';
import { type Checkpoint, hashToBase64, type NoteSigner, openCheckpoint, signNote } from '@timetracker/log';
import { fastCheck } from '@timetracker/log/node';
import { sql } from 'kysely';

/** How many activities the log had, and the root over them. */
export type TreeHead = Pick<Checkpoint, 'size' | 'root'>;

/** That somebody who has the key took a log as it is, though it did not continue what had been signed. */
export interface AcceptedRestore extends TreeHead {
  at: Date;
  note: string;
}

const ACCEPTED = 'restored ';

/** What any worker signed last, as the database has it; undefined before the first time. */
export async function recallInDatabase(tx: EntityManager): Promise<TreeHead | undefined> {
  const { rows } = await sql<TreeHead>`
    select size, encode(root, 'hex') as root from log_memory`.execute(tx.getKysely());
  return rows[0];
}

/** Keeps what was signed, in the transaction that publishes it. */
export async function rememberInDatabase(tx: EntityManager, { size, root }: TreeHead): Promise<void> {
  await sql`insert into log_memory (size, root) values (${size}, decode(${root}, 'hex'))
    on conflict (single) do update set size = excluded.size, root = excluded.root`.execute(tx.getKysely());
}

/** Says, signed, that the log as it is now is the one to be continued, whatever was signed before. */
export async function acceptInDatabase(
  tx: EntityManager,
  signer: NoteSigner,
  { size, root }: TreeHead,
): Promise<AcceptedRestore> {
  const at = new Date();
  const note = signNote(
    `${signer.verifier.name}\n${size}\n${hashToBase64(root)}\n${ACCEPTED}${at.toISOString()}\n`,
    signer,
  );
  await sql`insert into log_memory (size, root, accepted) values (${size}, decode(${root}, 'hex'), ${note})
    on conflict (single) do update set size = excluded.size, root = excluded.root, accepted = excluded.accepted`.execute(
    tx.getKysely(),
  );
  return { size, root, at, note };
}

/** The last restore that was accepted with this very key; a key that only the database lists accepts nothing. */
export async function acceptedRestore(
  tx: EntityManager,
  signer: NoteSigner,
): Promise<AcceptedRestore | undefined> {
  const { rows } = await sql<{ accepted: string | null }>`select accepted from log_memory`.execute(
    tx.getKysely(),
  );
  const note = rows[0]?.accepted;
  const opened = note ? openCheckpoint(note, [signer.verifier], fastCheck) : undefined;
  const line = note?.split('\n')[3] ?? '';
  const at = new Date(line.slice(ACCEPTED.length));
  if (!note || !opened?.ok || !line.startsWith(ACCEPTED) || Number.isNaN(at.getTime())) return undefined;
  const { size, root } = opened.checkpoint;
  return { size, root, at, note };
}
