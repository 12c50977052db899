import { ActivityRow } from '../row/activity-row.tsx';
import { RunRow } from '../row/run-row.tsx';
import { DayHeading } from './day-heading.tsx';
import { NewMark } from './new-mark.tsx';
import type { StreamRow } from './stream-rows.ts';

/** A line of a stream, whatever it is. */
export function StreamLine({ row, isActive }: { row: StreamRow; isActive: boolean }) {
  if (row.kind === 'day') return <DayHeading day={row.day} />;
  if (row.kind === 'new_until_here') return <NewMark />;
  return row.kind === 'run' ? (
    <RunRow row={row} isActive={isActive} />
  ) : (
    <ActivityRow row={row} isActive={isActive} />
  );
}
