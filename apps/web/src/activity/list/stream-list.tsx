import { useMergedRef } from '@mantine/hooks';
import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { t } from '../../i18n/index.ts';
import type { StreamRow } from '../data/stream-rows.ts';
import classes from './stream.module.css';
import { StreamLine } from './stream-line.tsx';
import { useRowClicks } from './use-row-clicks.ts';
import { rowKeysOf, useRowKeys } from './use-row-keys.ts';

/** The page's header covers this much of the window's top, in px (`--bar-height` of shell.module.css). */
const HEADER_HEIGHT = 56;

/**
 * How far down the page an element begins, less what the header covers: in the virtualiser's eyes the window begins
 * below the header, so what it takes for the first visible row is the first that can be seen.
 */
function useScrollMargin<Target extends HTMLElement>() {
  const ref = useRef<Target>(null);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    const measure = () => {
      const top = ref.current?.getBoundingClientRect().top;
      if (top !== undefined) setMargin(Math.round(top + window.scrollY) - HEADER_HEIGHT);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  return { ref, margin };
}

const ROW_HEIGHT = 39;
/** Also in stream.module.css. */
const DAY_HEIGHT = 38;
const OVERSCAN = 12;
/** So many lines before an end, more are asked for. */
const AHEAD = 15;

interface StreamListProps {
  rows: readonly StreamRow[];
  /** What is put on top never moves what is shown, not even at the top of the page. */
  keepsPlace: boolean;
  isBusy: boolean;
  /** The reader comes near the older end. */
  onNearEnd: () => void;
  /** The reader, scrolling up, comes near the newer end. */
  onNearStart: () => void;
  toggleRow: (row: StreamRow) => void;
}

/** The last day heading at or above a line, or -1. */
const headingAbove = (rows: readonly StreamRow[], index: number) =>
  rows.findLastIndex((row, at) => at <= index && row.kind === 'day');

/** The lines of a stream, of which only those near the window exist. */
export function StreamList({ rows, keepsPlace, isBusy, onNearEnd, onNearStart, toggleRow }: StreamListProps) {
  const { ref: listRef, margin } = useScrollMargin<HTMLDivElement>();
  const indexOf = (key: string | undefined) => rows.findIndex((row) => row.key === key);
  const isScrolledInto = window.scrollY > margin;

  const toggle = (key: string) => {
    const row = rows[indexOf(key)];
    if (row) toggleRow(row);
  };
  const keys = useRowKeys({
    rows: rowKeysOf(rows),
    firstOnScreen: () => rowKeysOf(rows.slice(virtualizer.range?.startIndex ?? 0))[0],
    reveal: (key) => virtualizer.scrollToIndex(indexOf(key), { align: 'auto' }),
    toggleRow: toggle,
  });

  /** The heading of the day on the screen stays, and so does the row with the focus, wherever it is. */
  const withHeld = (range: Range) => {
    const held = [headingAbove(rows, range.startIndex), indexOf(keys.active)];
    const wanted = new Set([...defaultRangeExtractor(range), ...held]);
    return [...wanted]
      .filter((index) => index >= 0 && index < rows.length)
      .toSorted((left, right) => left - right);
  };

  // oxlint-disable-next-line react/incompatible-library -- its functions are called here, not handed to what is memoized
  const virtualizer = useWindowVirtualizer<HTMLDivElement>({
    count: rows.length,
    estimateSize: (index) => (rows[index]?.kind === 'day' ? DAY_HEIGHT : ROW_HEIGHT),
    getItemKey: (index) => rows[index]?.key ?? index,
    scrollMargin: margin,
    scrollPaddingStart: DAY_HEIGHT,
    scrollPaddingEnd: HEADER_HEIGHT,
    overscan: OVERSCAN,
    rangeExtractor: withHeld,
    // What is put on top of what somebody reads does not move it.
    anchorTo: keepsPlace || isScrolledInto ? 'end' : 'start',
    useFlushSync: false,
  });
  const { startIndex = 0, endIndex = 0 } = virtualizer.range ?? {};
  const heading = headingAbove(rows, startIndex);

  // Looked at again when something was loaded: what joins a group that is there adds no line.
  const onRange = useEffectEvent(() => {
    if (endIndex >= rows.length - AHEAD) onNearEnd();
    if (startIndex <= AHEAD && virtualizer.scrollDirection === 'backward') onNearStart();
  });
  useEffect(() => {
    if (!isBusy) onRange();
  }, [startIndex, endIndex, rows.length, isBusy]);

  return (
    <div
      ref={useMergedRef(listRef, keys.ref, useRowClicks(toggle))}
      role="feed"
      aria-label={t('activity.feed')}
      aria-busy={isBusy}
      className={classes['list']}
      style={{ height: virtualizer.getTotalSize() }}
    >
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const row = rows[index];
        if (!row) return null;
        const isHeld = index === heading;
        return (
          <div
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            data-scrolled={(isHeld && isScrolledInto) || undefined}
            className={isHeld ? classes['held'] : classes['line']}
            style={isHeld ? undefined : { transform: `translateY(${start - margin}px)` }}
          >
            <StreamLine row={row} isActive={row.key === keys.active} />
          </div>
        );
      })}
    </div>
  );
}
