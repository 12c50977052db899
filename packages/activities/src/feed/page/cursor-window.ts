import type { SpanCount } from '../../counts/counts-by.ts';
import { ALL_TIME, type Span } from '../../scope/filter-scope.ts';
import type { KeysetPosition } from './keyset-position.ts';

/**
 * A stretch of time beside a place that has the nearest `take` rows, if there are as many. Of the bucket that the place
 * is in nobody knows how much lies on which side, so it counts for nothing.
 * @param counts newest first
 */
export function cursorWindow(
  { side, created_at }: KeysetPosition,
  counts: readonly SpanCount[],
  take: number,
): Span {
  const at = created_at.getTime();
  let seen = 0;
  if (side === 'older') {
    for (const bucket of counts.filter(({ to }) => to <= at)) {
      seen += bucket.count;
      if (seen >= take) return { from: bucket.from, to: at + 1 };
    }
    return { from: ALL_TIME.from, to: at + 1 };
  }
  for (const bucket of counts.filter(({ from }) => from > at).toReversed()) {
    seen += bucket.count;
    if (seen >= take) return { from: at, to: bucket.to };
  }
  return { from: at, to: ALL_TIME.to };
}
