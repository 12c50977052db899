import { instantsAt, type TimeEntry } from '@timetracker/shared';
import type { MessageId } from '../i18n/index.ts';
import { isCalendarDay } from '../ui/calendar-day.ts';
import { type EntryValues, valuesOf } from './entry-values.ts';
import { parseClock } from './parse-clock.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

type TimeField = 'date' | 'started_at' | 'ended_at' | 'end_date';
type TypedTimes = Pick<EntryValues, TimeField>;

/** What of the typed times cannot be, and why: a message's name. */
type PeriodIssues = Partial<Record<TimeField, MessageId>>;

/** From when to when; a running timer has no end. */
export interface Period {
  start: Date;
  end: Date | null;
}

export interface PeriodContext {
  /** The person's, IANA. */
  zone: string;
  /** Epoch milliseconds. */
  now: number;
  /** The entry that is being edited: times that were not touched keep their seconds. */
  entry?: TimeEntry | undefined;
  /**
   * When the person's other entries end. People see minutes: whoever begins at 9:03 because the last entry ended at
   * 9:03 means the very second.
   */
  ends?: readonly Date[];
}

type Reading<Value> = { value: Value } | { issues: PeriodIssues };

function readInstants(
  [day, dayField]: [string, TimeField],
  [text, textField]: [string, TimeField],
  zone: string,
): Reading<Date[]> {
  if (!isCalendarDay(day)) return { issues: { [dayField]: 'time.needs_date' } };
  const minutes = parseClock(text);
  if (minutes === null) return { issues: { [textField]: 'time.no_such_time' } };
  const instants = instantsAt(day, minutes, zone);
  return instants.length > 0 ? { value: instants } : { issues: { [textField]: 'time.skipped_hour' } };
}

function readStart(values: TypedTimes, { zone, entry, ends = [] }: PeriodContext): Reading<Date> {
  const old = entry && valuesOf(entry, zone);
  if (entry && values.date === old?.date && values.started_at === old.started_at)
    return { value: new Date(entry.started_at) };
  const read = readInstants([values.date, 'date'], [values.started_at, 'started_at'], zone);
  if ('issues' in read) return read;
  const [first = new Date(Number.NaN)] = read.value;
  return { value: ends.find((end) => end > first && +end - +first < MINUTE_MS) ?? first };
}

function readEnd(values: TypedTimes, start: Date, { zone, entry }: PeriodContext): Reading<Date | null> {
  if (entry && entry.ended_at === null) return { value: null };
  const old = entry && valuesOf(entry, zone);
  if (entry?.ended_at && values.end_date === old?.end_date && values.ended_at === old.ended_at)
    return { value: new Date(entry.ended_at) };
  const read = readInstants([values.end_date, 'end_date'], [values.ended_at, 'ended_at'], zone);
  if ('issues' in read) return read;
  // Of a time that comes twice, the first that lies after the start.
  return { value: read.value.find((instant) => instant > start) ?? read.value.at(-1) ?? null };
}

const isUntouched = ({ start, end }: Period, entry: TimeEntry | undefined) =>
  entry !== undefined &&
  +start === Date.parse(entry.started_at) &&
  (end?.getTime() ?? null) === (entry.ended_at === null ? null : Date.parse(entry.ended_at));

function issuesOf({ start, end }: Period, now: number): PeriodIssues | null {
  if (+start > now) return { started_at: 'time.in_future' };
  if (end === null) return null;
  if (end <= start) return { ended_at: 'time.ends_before' };
  if (+end - +start > DAY_MS) return { ended_at: 'time.too_long' };
  return +end > now ? { ended_at: 'time.in_future' } : null;
}

/** What the typed times mean in the person's zone, or why they cannot be. */
export function readPeriod(values: TypedTimes, context: PeriodContext): Reading<Period> {
  const start = readStart(values, context);
  const end = readEnd(values, 'value' in start ? start.value : new Date(0), context);
  if ('issues' in start || 'issues' in end)
    return {
      issues: { ...('issues' in end && end.issues), ...('issues' in start && start.issues) },
    };
  const period = { start: start.value, end: end.value };
  const issues = isUntouched(period, context.entry) ? null : issuesOf(period, context.now);
  return issues ? { issues } : { value: period };
}
