import type { EntityManager } from '@mikro-orm/postgresql';
import type { Hash } from '@timetracker/shared/log';
import { sql } from 'kysely';
import { lockHead, storeWithin } from '../ingest/store-events.ts';
import { BLOCK_SIZE, blockOf } from '../search/places.ts';
import { erasureEvent } from './erasure-event.ts';
import { addCounts, type Counts, keepCounts } from './counts.ts';
import { eraseBlock } from './erase-block.ts';
import { type AnonymizationRow, lockAnonymization } from './find-anonymization.ts';
import { namesOf } from './names.ts';
import { redactTexts, redactWaiting } from './redact-tables.ts';
import { rewritesRoot } from './rewrites-root.ts';
import type { Sought } from './scan-activities.ts';

export interface RunOptions {
  /** Takes the person out of places that are no tables: queues and files. May be asked again. */
  elsewhere: (sought: Sought) => Promise<Counts>;
  /** Stops between two steps. */
  signal?: AbortSignal;
  /** Called after each step with what is done, from 0 to 1. */
  onProgress?: (done: number) => void;
}

/**
 * Does what an anonymization still has to do, step by step, each a transaction that also notes how far it came: killed at any
 * point, the next run goes on, and two at once take turns.
 * @returns whether it has come to its end; false: it was stopped before
 */
export async function runAnonymization(em: EntityManager, id: string, options: RunOptions): Promise<boolean> {
  const { signal, onProgress } = options;
  for (;;) {
    if (signal?.aborted) return false;
    const row = await em.fork().transactional((tx) => takeStep(tx, id, options));
    onProgress?.(progressOf(row));
    if (row.stage === 'completed') return true;
  }
}

/** How much of an anonymization is done, from 0 to 1. */
export const progressOf = ({
  stage,
  scanned,
  target,
}: Pick<AnonymizationRow, 'stage' | 'scanned' | 'target'>) => {
  if (stage === 'completed') return 1;
  return stage === 'activities' && target > 0 ? Math.min(scanned / target, 0.99) : 0;
};

async function takeStep(tx: EntityManager, id: string, { elsewhere }: RunOptions): Promise<AnonymizationRow> {
  const row = await lockAnonymization(tx, id);
  if (row.stage === 'completed') return row;
  const sought = { user_id: row.user_id, names: namesOf(row.identifiers ?? []) };
  if (row.stage === 'waiting') return start(tx, row);
  if (row.stage === 'places') {
    const counts = addCounts(
      await redactTexts(tx, sought),
      await redactWaiting(tx, sought),
      await elsewhere(sought),
    );
    await keepCounts(tx, id, counts);
    return moveTo(tx, row, { stage: 'activities' });
  }
  if (row.scanned >= row.target) return finish(tx, row);
  const upTo = Math.min(row.target, (blockOf(row.scanned + 1) + 1) * BLOCK_SIZE);
  const { counts, root } = await eraseBlock(tx, id, sought, row.scanned, upTo);
  await keepCounts(tx, id, counts);
  await tellStep(tx, row, { after: row.scanned, through: upTo, rewritten: counts['activities'] ?? 0, root });
  return moveTo(tx, row, { scanned: upTo });
}

/**
 * The log tells of the erasure before anything is rewritten. Whoever stored before knew nothing of it: their activities are
 * up to `target`; whoever stores later does.
 */
async function start(tx: EntityManager, row: AnonymizationRow): Promise<AnonymizationRow> {
  const { last_id } = await lockHead(tx);
  await sql`
    insert into activity_erasures (id, user_id) values (${row.id}, ${row.user_id})`.execute(tx.getKysely());
  await storeWithin(tx, [erasureEvent('started', row, { last_id })]);
  return moveTo(tx, row, { stage: 'places', target: last_id });
}

/** An activity vouches for what a step rewrote as soon as that is there: nobody can add to the list meanwhile. */
async function tellStep(
  tx: EntityManager,
  row: AnonymizationRow,
  step: { after: number; through: number; rewritten: number; root: Hash },
): Promise<void> {
  if (step.rewritten === 0) return;
  const event = erasureEvent('anonymized', row, step);
  const among = `in ${step.rewritten} of the activities ${step.after + 1} to ${step.through}`;
  await storeWithin(tx, [{ ...event, description: `${event.description} ${among}` }]);
}

async function finish(tx: EntityManager, row: AnonymizationRow): Promise<AnonymizationRow> {
  const { root, size } = await rewritesRoot(tx, row.id);
  await sql`
    update activity_erasures set finished_at = now(), root = decode(${root}, 'hex') where id = ${row.id}`.execute(
    tx.getKysely(),
  );
  await storeWithin(tx, [erasureEvent('anonymized', row, { rewritten: size, root, counts: row.counts })]);
  await sql`update anonymizations set identifiers = null, finished_at = now() where id = ${row.id}`.execute(
    tx.getKysely(),
  );
  return moveTo(tx, row, { stage: 'completed' });
}

async function moveTo(
  tx: EntityManager,
  row: AnonymizationRow,
  to: Partial<Pick<AnonymizationRow, 'stage' | 'target' | 'scanned'>>,
): Promise<AnonymizationRow> {
  const { stage, target, scanned } = { ...row, ...to };
  await sql`
    update anonymizations set stage = ${stage}, target = ${target}, scanned = ${scanned} where id = ${row.id}`.execute(
    tx.getKysely(),
  );
  return { ...row, stage, target, scanned };
}
