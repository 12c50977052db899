import type { SpanCount } from '../../counts/counts-by.ts';
import type { Span } from '../../scope/filter-scope.ts';

/** A stretch of time that has the wanted rows, and how many rows of it are newer than they. */
export interface Located extends Span {
  offset: number;
  /** The bucket that has the first of the wanted rows. */
  first: SpanCount;
}

/**
 * Skips whole buckets: where the rows from `offset` on are, `take` of them if there are as many.
 * @param counts newest first
 * @returns undefined past the end
 */
export function seekOffset(counts: readonly SpanCount[], offset: number, take: number): Located | undefined {
  let before = 0;
  let located: Located | undefined;
  for (const bucket of counts) {
    const through = before + bucket.count;
    if (!located && through > offset)
      located = { from: bucket.from, to: bucket.to, offset: offset - before, first: bucket };
    if (located) located.from = bucket.from;
    if (through >= offset + take) break;
    before = through;
  }
  return located;
}
