/**
 * What may be wrong with a log. `unfinished`: an erasure or a purge is open for longer than one takes; `unsigned`: nothing
 * else is wrong, but no checkpoint is signed with a key that the auditor named.
 */
export type Problem = 'changed' | 'missing' | 'inserted' | 're-ordered' | 'unfinished' | 'unsigned';

/** The first thing that is wrong, and where. */
export interface Finding {
  problem: Problem;
  /** The first id that is wrong, or may be, when only a stretch can be told; null when it is not about activities. */
  id: number | null;
  /** The end of that stretch. */
  last_id?: number;
  /** What is wrong, as a sentence. */
  message: string;
}

/** Ends the verifying with what was found. */
export class LogFinding extends Error {
  override name = 'LogFinding';
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(finding.message);
    this.finding = finding;
  }
}

/** @throws {LogFinding} always */
export function found(
  problem: Problem,
  id: number | [first: number, last: number] | null,
  message: string,
): never {
  const [first, last] = Array.isArray(id) ? id : [id, id];
  throw new LogFinding({
    problem,
    id: first,
    ...(last !== null && last !== first && { last_id: last }),
    message,
  });
}
