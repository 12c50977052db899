import { contentOccurrences, storeImported } from '@timetracker/activities';
import { type Database, poolOf } from '@timetracker/db';
import { weightOf } from '@timetracker/shared';
import { type Candidate, candidateOf, occurrenceId, type Rejection } from './candidate.ts';
import { oneBehind } from './one-behind.ts';
import { BrokenFile, type SourceRow } from './source-row.ts';

/** Of one transaction. */
const BATCH = 1_000;
/** Of a batch in memory, bytes. */
const BATCH_WEIGHT = 16 * 1024 * 1024;

/** How many rows became what, so far. */
export interface ImportCounts {
  read: number;
  imported: number;
  duplicates: number;
  /** Accounts that were made. */
  people: number;
}

/**
 * Imports rows as they come, a batch while the next one is read.
 * @param rejected takes rows that cannot be imported
 * @param onProgress called now and then
 * @returns where the file was found broken; what stands before is imported then
 * @throws when the database or whoever takes rejected rows is away
 */
export async function importRows(
  database: Database,
  rows: AsyncIterable<SourceRow>,
  counts: ImportCounts,
  rejected: (rejections: readonly Rejection[]) => Promise<void>,
  onProgress: () => void,
): Promise<BrokenFile | undefined> {
  const received_at = new Date().toISOString();
  const occurrences = contentOccurrences(await poolOf(database));
  const storing = oneBehind(async (batch: readonly Candidate[]) => {
    const named = await withEventIds(batch, occurrences.count);
    const result = await storeImported(database.em, [...named.keys()]);
    counts.imported += result.imported;
    counts.duplicates += result.duplicates;
    counts.people += result.people;
    await rejected(result.rejected.flatMap(({ event, reason }) => rejectionOf(named.get(event), reason)));
    onProgress();
  });
  let good: Candidate[] = [];
  let bad: Rejection[] = [];
  let weight = 0;
  const passOn = async () => {
    const [batch, rejections] = [good, bad];
    [good, bad] = [[], []];
    weight = 0;
    await storing.next(batch);
    await rejected(rejections);
  };
  try {
    for await (const row of rows) {
      counts.read += 1;
      const judged = judge(row, received_at);
      if ('reason' in judged) bad.push(judged);
      else good.push(judged);
      weight += weightOf(row);
      if (good.length + bad.length === BATCH || weight > BATCH_WEIGHT) await passOn();
    }
    await passOn();
    return undefined;
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error;
    await passOn();
    return error;
  } finally {
    await storing.done().finally(occurrences.end);
  }
}

function judge(row: SourceRow, received_at: string): Candidate | Rejection {
  if (!('unreadable' in row)) return candidateOf(row.number, row.content, received_at);
  return { number: row.number, content: row.content, reason: row.unreadable };
}

const rejectionOf = (candidate: Candidate | undefined, reason: string): Rejection[] =>
  candidate ? [{ number: candidate.number, content: candidate.content, reason }] : [];

/** The events of a batch, complete, with the rows that they come from. */
async function withEventIds(
  batch: readonly Candidate[],
  count: (contents: readonly string[]) => Promise<number[]>,
) {
  const contents = batch.flatMap(({ identity }) => ('content_id' in identity ? identity.content_id : []));
  const times = (await count(contents)).values();
  return new Map(
    batch.map((candidate) => {
      const { identity, event } = candidate;
      const event_id =
        'event_id' in identity
          ? identity.event_id
          : occurrenceId(identity.content_id, times.next().value ?? 1);
      return [{ ...event, event_id }, candidate];
    }),
  );
}
