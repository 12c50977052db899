import { setTimeout } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import { asForgotten, BLOCK_SIZE, blockOf, lockHead, namesOf, storeNow } from '@timetracker/activities';
import type { Hash } from '@timetracker/log';
import { sql } from 'kysely';
import { holdsOver } from '../retention/legal-holds.ts';
import { keepHoldsAsTheyAre } from '../retention/lock-holds.ts';
import { addressesOf, keepAddresses } from './addresses.ts';
import { addCounts, type Counts, keepCounts } from './counts.ts';
import { ConcurrentPurgeError, eraseBlock } from './erase-block.ts';
import { erasureEvent } from './erasure-event.ts';
import { type AnonymizationRow, lockAnonymization } from './find-anonymization.ts';
import { haveOpenTransactionsEnded, noteOpenTransactions } from './open-transactions.ts';
import { redactTexts } from './redact-tables.ts';
import { redactWaiting } from './redact-waiting.ts';
import { rewritesRoot } from './rewrites-root.ts';
import type { SubjectQuery } from './scan-activities.ts';

export interface RunOptions {
  /** Takes the person out of places that are no tables: queues and files. May be asked again. */
  elsewhere: (sought: SubjectQuery) => Promise<Counts>;
  /** Stops between two steps. */
  signal?: AbortSignal;
  /** Called after each step with what is done, from 0 to 1. */
  onProgress?: (done: number) => void;
}

/**
 * Does what an anonymization still has to do, step by step, each a transaction that also notes how far it came: killed at any
 * point, the next run goes on, and two at once take turns.
 * @returns whether it has come to its end; false: it was stopped before, others' transactions stay open, or the person is
 * under a legal hold: it goes on when that is released
 */
export async function runAnonymization(em: EntityManager, id: string, options: RunOptions): Promise<boolean> {
  const { signal, onProgress } = options;
  for (let waits = 0; waits < MOST_WAITS; ) {
    if (signal?.aborted) return false;
    const row = await em
      .fork()
      .transactional((tx) => takeStep(tx, id, options))
      .catch((error: unknown) => {
        if (error instanceof ConcurrentPurgeError) return undefined;
        if (error instanceof Held) return 'held';
        throw error;
      });
    if (row === 'held') return false;
    if (!row) continue;
    onProgress?.(progressOf(row));
    if (row.stage === 'completed') return true;
    if (row.stage !== 'settling') continue;
    waits++;
    await setTimeout(WAIT_MS, undefined, { signal }).catch(() => undefined);
  }
  return false;
}

/** A legal hold over what the person did was placed after the anonymization had begun. */
class Held extends Error {
  override name = 'Held';
}

/** How long a run waits for transactions of others; the next run goes on with it. */
const WAIT_MS = 100;
const MOST_WAITS = 300;

/** How much of an anonymization is done, from 0 to 1. */
export const progressOf = ({
  stage,
  scanned,
  target,
}: Pick<AnonymizationRow, 'stage' | 'scanned' | 'target'>) => {
  if (stage === 'completed') return 1;
  if (stage === 'settling') return 0.99;
  return stage === 'activities' && target > 0 ? Math.min(scanned / target, 0.99) : 0;
};

async function takeStep(tx: EntityManager, id: string, { elsewhere }: RunOptions): Promise<AnonymizationRow> {
  await keepHoldsAsTheyAre(tx);
  const row = await lockAnonymization(tx, id);
  if (row.stage === 'completed') return row;
  if ((await holdsOver(tx, row.user_id)).length > 0) throw new Held();
  const sought = {
    user_id: row.user_id,
    names: await asForgotten(tx, row.user_id, namesOf(row.identifiers ?? [])),
    addresses: row.addresses ?? [],
  };
  if (row.stage === 'waiting') return start(tx, row);
  if (row.stage === 'places') {
    await redactPlaces(tx, row, sought, elsewhere);
    return moveTo(tx, row, { stage: 'activities' });
  }
  if (row.stage === 'settling') {
    if (!(await haveOpenTransactionsEnded(tx, id))) return row;
    const redacted = await redactPlaces(tx, row, sought, elsewhere);
    await eraseStoredMeanwhile(tx, row, sought);
    return finish(tx, redacted);
  }
  if (row.scanned >= row.target) {
    await noteOpenTransactions(tx, id);
    return moveTo(tx, row, { stage: 'settling' });
  }
  const upTo = Math.min(row.target, (blockOf(row.scanned + 1) + 1) * BLOCK_SIZE);
  const { counts, root } = await eraseBlock(tx, id, sought, row.scanned, upTo);
  await keepCounts(tx, id, counts);
  await tellStep(tx, row, { after: row.scanned, through: upTo, rewritten: counts['activities'] ?? 0, root });
  return moveTo(tx, row, { scanned: upTo });
}

/** Everything but the activities; done again at the end, for what transactions and jobs wrote that were under way. */
async function redactPlaces(
  tx: EntityManager,
  row: AnonymizationRow,
  sought: SubjectQuery,
  elsewhere: RunOptions['elsewhere'],
): Promise<AnonymizationRow> {
  const counts = addCounts(
    await redactTexts(tx, sought),
    await redactWaiting(tx, sought),
    await elsewhere(sought),
  );
  await keepCounts(tx, row.id, counts);
  return { ...row, counts: addCounts(row.counts, counts) };
}

/** What was stored since knows the person's names, but not the addresses of their devices. */
async function eraseStoredMeanwhile(
  tx: EntityManager,
  row: AnonymizationRow,
  sought: SubjectQuery,
): Promise<void> {
  const { last_id } = await lockHead(tx);
  const { counts, root } = await eraseBlock(tx, row.id, { ...sought, names: [] }, row.target, last_id);
  await tellStep(tx, row, {
    after: row.target,
    through: last_id,
    rewritten: counts['activities'] ?? 0,
    root,
  });
}

/**
 * The log tells of the erasure before anything is rewritten. Whoever stored before knew nothing of it: their activities are
 * up to `target`; whoever stores later does.
 */
async function start(tx: EntityManager, row: AnonymizationRow): Promise<AnonymizationRow> {
  await keepAddresses(tx, row.id, await addressesOf(tx, row.user_id));
  const { last_id } = await lockHead(tx);
  await sql`
    insert into activity_erasures (id, user_id) values (${row.id}, ${row.user_id})`.execute(tx.getKysely());
  await storeNow(tx, [erasureEvent('started', row, { last_id })]);
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
  await storeNow(tx, [{ ...event, description: `${event.description} ${among}` }]);
}

async function finish(tx: EntityManager, row: AnonymizationRow): Promise<AnonymizationRow> {
  const { root, size } = await rewritesRoot(tx, row.id);
  await sql`
    update activity_erasures set finished_at = now(), root = decode(${root}, 'hex') where id = ${row.id}`.execute(
    tx.getKysely(),
  );
  await storeNow(tx, [erasureEvent('anonymized', row, { rewritten: size, root, counts: row.counts })]);
  await sql`update anonymizations set identifiers = null, addresses = null, finished_at = now() where id = ${row.id}`.execute(
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
