import {
  type CalendarDay,
  shownMinutes,
  startOfDay,
  startOfNextDay,
  type TimeEntry,
} from '@timetracker/shared';

const MINUTE_SECONDS = 60;

/** What of an entry lies within a day. */
export interface Stretch {
  entry: TimeEntry;
  from: Date;
  to: Date;
  /** What lies between the two as they are shown, to the minute: sums of it are sums of what is shown. */
  seconds: number;
  /** It began on an earlier day. */
  began_before: boolean;
  /** It goes on on the next day. */
  goes_on: boolean;
}

/** A day and what was done on it, in order. */
export interface DayTime {
  day: CalendarDay;
  starts: Date;
  ends: Date;
  stretches: Stretch[];
  seconds: number;
}

/** What a project took of the time shown. */
export interface ProjectShare {
  project_id: number;
  name: string;
  color: string;
  seconds: number;
}

export const sumOf = (items: readonly { seconds: number }[]): number =>
  items.reduce((sum, { seconds }) => sum + seconds, 0);

/** When an entry ends: a running timer now. */
export const endOf = ({ started_at, ended_at }: TimeEntry, now: number): number =>
  Math.max(ended_at === null ? now : Date.parse(ended_at), Date.parse(started_at));

function stretchWithin(entry: TimeEntry, starts: Date, ends: Date, now: number): Stretch | null {
  const [begin, end] = [Date.parse(entry.started_at), endOf(entry, now)];
  const [from, to] = [Math.max(begin, +starts), Math.min(end, +ends)];
  // A timer that has just been started has no length yet, and is there all the same.
  const isThere = from < to || (begin === end && begin >= +starts && begin < +ends);
  if (!isThere) return null;
  return {
    entry,
    from: new Date(from),
    to: new Date(to),
    seconds: shownMinutes(new Date(from), new Date(to)) * MINUTE_SECONDS,
    began_before: begin < +starts,
    goes_on: end > +ends,
  };
}

/**
 * Entries laid out over days: what crosses midnight is on both days, each with its part. Days have the length that
 * they have in the zone.
 * @param now epoch milliseconds, up to which a running timer counts
 */
export function timeByDay(
  entries: readonly TimeEntry[],
  days: readonly CalendarDay[],
  zone: string,
  now: number,
): DayTime[] {
  return days.map((day) => {
    const [starts, ends] = [startOfDay(day, zone), startOfNextDay(day, zone)];
    const stretches = entries
      .map((entry) => stretchWithin(entry, starts, ends, now))
      .filter((stretch) => stretch !== null)
      .sort((a, b) => +a.from - +b.from || a.entry.id - b.entry.id);
    return { day, starts, ends, stretches, seconds: sumOf(stretches) };
  });
}

/** What each project took, most first. */
export function sharesOf(days: readonly DayTime[]): ProjectShare[] {
  const shares = new Map<number, ProjectShare>();
  for (const { entry, seconds } of days.flatMap((day) => day.stretches)) {
    const { project_id, project_name: name, project_color: color } = entry;
    const share = shares.get(project_id) ?? { project_id, name, color, seconds: 0 };
    shares.set(project_id, { ...share, seconds: share.seconds + seconds });
  }
  return [...shares.values()].sort((a, b) => b.seconds - a.seconds || a.name.localeCompare(b.name));
}
