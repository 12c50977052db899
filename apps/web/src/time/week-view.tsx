import { Skeleton } from '@mantine/core';
import type { CalendarDay, TimeEntry } from '@timetracker/shared';
import { timeZone } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { useNow } from '../ui/clock.ts';
import { Empty } from '../ui/empty.tsx';
import { DayColumn } from './day-column.tsx';
import { EntryCard } from './entry-card.tsx';
import { EntryMenu } from './entry-menu.tsx';
import classes from './time.module.css';
import { type DayTime, timeByDay } from './week-time.ts';
import { WeekTotals } from './week-totals.tsx';

const SECOND = 1_000;
const MINUTE = 60_000;

interface EntryActions {
  onAdd: (day: DayTime) => void;
  onEdit: (entry: TimeEntry) => void;
  onDuplicate: (entry: TimeEntry) => void;
  onDelete: (entry: TimeEntry) => void;
}

interface WeekViewProps {
  days: readonly CalendarDay[];
  today: CalendarDay;
  entries: readonly TimeEntry[];
  /** Whose week it is, when it is somebody else's: it can be mended, not added to. */
  other: string | undefined;
  actions: EntryActions;
}

/** A week: its numbers, and its days side by side, on a phone one below the other. */
export function WeekView({ days, today, entries, other, actions }: WeekViewProps) {
  const now = useNow(entries.some(({ ended_at }) => ended_at === null) ? SECOND : MINUTE);
  const week = timeByDay(entries, days, timeZone(), now);
  return (
    <>
      {entries.length === 0 ? (
        <Empty title={t('time.nothing')}>
          {other === undefined ? t('time.nothing_why') : t('time.nothing_of_other', { name: other })}
        </Empty>
      ) : (
        <WeekTotals days={week} />
      )}
      <div className={classes['grid']}>
        {week.map((day) => (
          <DayColumn
            key={day.day}
            day={day}
            isToday={day.day === today}
            onAdd={other === undefined && day.day <= today ? () => actions.onAdd(day) : undefined}
            renderEntry={(stretch) => (
              <EntryCard
                key={stretch.entry.id}
                stretch={stretch}
                onEdit={() => actions.onEdit(stretch.entry)}
                menu={
                  <EntryMenu
                    entry={stretch.entry}
                    isOwn={other === undefined}
                    onEdit={() => actions.onEdit(stretch.entry)}
                    onDuplicate={() => actions.onDuplicate(stretch.entry)}
                    onDelete={() => actions.onDelete(stretch.entry)}
                  />
                }
              />
            )}
          />
        ))}
      </div>
    </>
  );
}

/** The outline of a week that is on its way. */
export const WeekOutline = ({ days }: { days: readonly CalendarDay[] }) => (
  <>
    <Skeleton height={84} mb="md" />
    <div className={classes['grid']}>
      {days.map((day) => (
        <Skeleton key={day} height={220} />
      ))}
    </div>
  </>
);
