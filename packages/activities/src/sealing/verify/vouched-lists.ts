import type { Claim, Claims } from './claims.ts';
import { found } from './finding.ts';
import { createListCheck, type ListEntry } from './list-check.ts';
import type { LogEvidence } from './log-evidence.ts';

/** Erasures and purges that no activity has ended yet. */
export interface InProgress {
  erasures: string[];
  purges: string[];
}

/** How long an erasure or a purge may be open before that is a finding: a run takes minutes, or hours at the most. */
const OPEN_AT_MOST_MS = 24 * 3_600_000;

/**
 * Compares the lists of what was rewritten and removed with what the log says about them, step by step.
 * @param now for how long a list may have been open is judged by it, in milliseconds of the epoch
 * @returns those that have begun, and not ended
 * @throws {LogFinding} for a list that is not what the log says, that the log says nothing about, or that is open too long
 */
export async function checkLists(evidence: LogEvidence, claims: Claims, now: number): Promise<InProgress> {
  const erasure = (id: string) => `erasure ${id}`;
  const purge = (id: string) => `purge ${id}`;
  await checkAll(
    claims.erasures,
    entriesOf(evidence.rewrites(), ({ erasure_id, activity_id, digest }) => [
      erasure_id,
      { first: activity_id, last: activity_id, text: `${activity_id}:${digest}` },
    ]),
    erasure,
  );
  await checkAll(
    claims.purges,
    entriesOf(evidence.ranges(), ({ purge_id, first_id, last_id }) => [
      purge_id,
      { first: first_id, last: last_id, text: `${first_id}-${last_id}` },
    ]),
    purge,
  );
  return { erasures: openOf(claims.erasures, erasure, now), purges: openOf(claims.purges, purge, now) };
}

type Entry = [list: string, entry: ListEntry];

async function* entriesOf<Row>(
  slices: AsyncIterable<readonly Row[]>,
  entry: (row: Row) => Entry,
): AsyncIterable<Entry> {
  for await (const rows of slices) for (const row of rows) yield entry(row);
}

/** @param entries by list, and in order */
async function checkAll(
  claims: ReadonlyMap<string, Claim>,
  entries: AsyncIterable<Entry>,
  what: (list: string) => string,
): Promise<void> {
  const waiting = new Set(claims.keys());
  const begin = (list: string) => {
    waiting.delete(list);
    return { list, check: createListCheck(what(list), claims.get(list)) };
  };
  let current: ReturnType<typeof begin> | undefined;
  for await (const [list, entry] of entries) {
    if (current?.list !== list) {
      current?.check.finish();
      current = begin(list);
    }
    current.check.add(entry);
  }
  current?.check.finish();
  for (const list of waiting) begin(list).check.finish();
}

function openOf(claims: ReadonlyMap<string, Claim>, what: (list: string) => string, now: number): string[] {
  const open = [...claims].filter(([, { ended }]) => !ended);
  for (const [list, { begun }] of open)
    if (begun && now - Date.parse(begun.recorded_at) > OPEN_AT_MOST_MS)
      found('unfinished', begun.id, `${what(list)} began at ${begun.recorded_at} and has not ended since`);
  return open.map(([list]) => list);
}
