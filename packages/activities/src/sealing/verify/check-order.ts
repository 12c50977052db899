import { found, type Problem } from './finding.ts';
import type { LogSlice } from './log-evidence.ts';

/**
 * Refuses rows that stand twice, or not in the order of ids. Primary keys see to that, as long as nobody dropped them.
 * @throws {LogFinding}
 */
export function checkOrder({ activities, leaves, checkpoints, nodes, ranges, rewrites }: LogSlice): void {
  for (const { id } of fallsBack(activities, (one) => one.id)) twice('inserted', id, `activity ${id}`);
  for (const { id } of fallsBack(leaves, (one) => one.id))
    twice('inserted', id, `the leaf of activity ${id}`);
  for (const { size } of fallsBack(checkpoints, (one) => one.size))
    twice('changed', size, `the checkpoint of ${size}`);
  for (const level of Map.groupBy(nodes, (one) => one.level).values())
    for (const { index } of fallsBack(level, (one) => one.index))
      twice('changed', null, `the node ${level[0]?.level}/${index}`);
  for (const { first_id } of fallsBack(ranges, (one) => one.first_id))
    twice('changed', first_id, `the purged range from ${first_id}`);
  for (const list of Map.groupBy(rewrites, (one) => one.erasure_id).values())
    for (const { activity_id } of fallsBack(list, (one) => one.activity_id))
      twice('changed', activity_id, `what an erasure put into activity ${activity_id}`);
}

/** The rows that are not above the one before them. */
const fallsBack = <Row>(rows: readonly Row[], place: (row: Row) => number): Row[] =>
  rows.filter((row, index) => {
    const before = rows[index - 1];
    return before !== undefined && place(row) <= place(before);
  });

function twice(problem: Problem, id: number | null, what: string): never {
  found(problem, id, `${what} is stored twice`);
}
