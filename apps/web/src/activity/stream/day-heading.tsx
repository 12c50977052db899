import { addDays } from '@timetracker/shared';
import { dayOf, formatDay } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import classes from './stream.module.css';

function wordFor(day: string): string | undefined {
  const today = dayOf(new Date());
  if (day === today) return t('activity.today');
  return day === addDays(today, -1) ? t('activity.yesterday') : undefined;
}

/**
 * The day of the activities below, for the eye: a feed has articles only, so its heading for the ear is in the first
 * of them.
 */
export function DayHeading({ day }: { day: string }) {
  const word = wordFor(day);
  return (
    <div className={classes['day']} aria-hidden>
      <strong>{word ?? formatDay(day)}</strong>
      {word && <span className={classes['date']}>{formatDay(day)}</span>}
    </div>
  );
}
