import { useMergedRef } from '@mantine/hooks';
import type { StreamRow } from '../data/stream-rows.ts';
import classes from './stream.module.css';
import { StreamLine } from './stream-line.tsx';
import { useRowClicks } from './use-row-clicks.ts';
import { rowKeysOf, useRowKeys } from './use-row-keys.ts';

interface PlainListProps {
  rows: readonly StreamRow[];
  label: string;
  isBusy: boolean;
  toggleRow: (row: StreamRow) => void;
}

/** The lines of a short stream, all of which exist: for the page of one thing, which has other content too. */
export function PlainList({ rows, label, isBusy, toggleRow }: PlainListProps) {
  const toggle = (key: string) => {
    const row = rows.find((row) => row.key === key);
    if (row) toggleRow(row);
  };
  const keys = useRowKeys({ rows: rowKeysOf(rows), toggleRow: toggle });
  return (
    <div
      ref={useMergedRef(keys.ref, useRowClicks(toggle))}
      role="feed"
      aria-label={label}
      aria-busy={isBusy}
      className={classes['list']}
    >
      {rows.map((row) => (
        <StreamLine key={row.key} row={row} isActive={row.key === keys.active} />
      ))}
    </div>
  );
}
