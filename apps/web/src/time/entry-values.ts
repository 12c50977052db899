import { addDays, type CalendarDay, clockMinutes, daysBetween, type TimeEntry } from '@timetracker/shared';
import { dayOf, formatTime } from '../i18n/format.ts';
import { parseClock } from './parse-clock.ts';

const MINUTES = 60;

/** A time entry as its form has it: times as they are typed. The names are those that the API's issues use. */
export interface EntryValues extends Record<string, unknown> {
  project_id: number | null;
  task_id: number | null;
  notes: string;
  date: CalendarDay;
  started_at: string;
  ended_at: string;
  /** The day on which it ends; nearly always that of `date`. */
  end_date: CalendarDay;
}

/** A clock time as the person writes it, as far as it can be read again; else as `09:30`. */
export function clockText(instant: Date, zone: string): string {
  const minutes = clockMinutes(instant, zone);
  const usual = formatTime(instant);
  if (parseClock(usual) === minutes) return usual;
  return [Math.floor(minutes / MINUTES), minutes % MINUTES]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

/** @param zone IANA, the person's */
export function valuesOf(entry: TimeEntry, zone: string): EntryValues {
  const { project_id, task_id, notes } = entry;
  const started = new Date(entry.started_at);
  const ended = entry.ended_at === null ? null : new Date(entry.ended_at);
  return {
    project_id,
    task_id,
    notes,
    date: dayOf(started),
    started_at: clockText(started, zone),
    ended_at: ended ? clockText(ended, zone) : '',
    end_date: dayOf(ended ?? started),
  };
}

/** Moves an entry to another day; its end follows. */
export const movedTo = ({ date, end_date }: EntryValues, day: CalendarDay) => ({
  date: day,
  end_date: day && date ? addDays(day, Math.max(0, daysBetween(date, end_date))) : day,
});
