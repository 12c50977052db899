import type { CalendarDay, TimeEntry } from '@timetracker/shared';
import { timeZone } from '../i18n/format.ts';
import { clockText, type EntryValues, valuesOf } from './entry-values.ts';
import type { DayTime } from './week-time.ts';

/** An entry to be: on a day, from where the last one of that day ended. */
export function emptyEntry(day: CalendarDay, shown?: DayTime): EntryValues {
  const last = shown?.stretches.findLast(({ entry, goes_on }) => entry.ended_at !== null && !goes_on);
  return {
    project_id: null,
    task_id: null,
    notes: '',
    date: day,
    started_at: last ? clockText(last.to, timeZone()) : '',
    ended_at: '',
    end_date: day,
  };
}

/** The same again today; of an entry of today without its times, which are taken. */
export function duplicateOf(entry: TimeEntry, today: CalendarDay): EntryValues {
  const values = valuesOf(entry, timeZone());
  const isOfToday = values.date === today || entry.ended_at === null;
  return {
    ...values,
    date: today,
    end_date: today,
    ...((isOfToday || values.end_date !== values.date) && { started_at: '', ended_at: '' }),
  };
}
