import type { FilterScope, Span } from './filter-scope.ts';

/** The part of a cell that lies within one of the spans at least: from the first to the last, less what is between. */
export function withinOne(cell: FilterScope, spans: readonly Span[]): FilterScope {
  const ordered = spans.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from);
  const gaps: Span[] = [];
  let end = ordered[0]?.from ?? cell.to;
  const start = end;
  for (const { from, to } of ordered) {
    if (from > end) gaps.push({ from: end, to: from });
    end = Math.max(end, to);
  }
  return {
    ...cell,
    from: Math.max(cell.from, start),
    to: Math.min(cell.to, end),
    gaps: [...cell.gaps, ...gaps],
  };
}
