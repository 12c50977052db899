import { addDays } from '@timetracker/shared';
import { dayOf, formatDay } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import type { StreamRow } from '../data/stream-rows.ts';
import { ActivityRow } from '../row/activity-row.tsx';
import { RunRow } from '../row/run-row.tsx';
import classes from './stream.module.css';

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

function wordFor(day: string): string | undefined {
  const today = dayOf(new Date());
  if (day === today) return t('activity.today');
  return day === addDays(today, -1) ? t('activity.yesterday') : undefined;
}

/**
 * The day of the activities below, for the eye: a feed has articles only, so its heading for the ear is in the first
 * of them.
 */
function DayHeading({ day }: { day: string }) {
  const word = wordFor(day);
  return (
    <div className={classes['day']} aria-hidden>
      <strong>{word ?? formatDay(day)}</strong>
      {word && <span className={classes['date']}>{formatDay(day)}</span>}
    </div>
  );
}

/** Where somebody stopped reading last time; what is above says of itself that it is new. */
const NewMark = () => (
  <div className={classes['mark']} aria-hidden>
    <span>↑ {t('activity.new_since')}</span>
  </div>
);
