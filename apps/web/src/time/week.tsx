import type { CalendarDay, TimeEntry } from '@timetracker/shared';
import { useState } from 'react';
import { dayOf, timeZone } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { Query } from '../ui/query.tsx';
import { EntryDialog, type EntryTask } from './entry-dialog.tsx';
import { clockText, type EntryValues, valuesOf } from './entry-values.ts';
import type { useWeek } from './use-week.ts';
import type { DayTime } from './week-time.ts';
import { WeekOutline, WeekView } from './week-view.tsx';

/** An entry to be: on a day, from where the last one of that day ended. */
function emptyEntry(day: CalendarDay, shown?: DayTime): EntryValues {
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
function duplicateOf(entry: TimeEntry, today: CalendarDay): EntryValues {
  const values = valuesOf(entry, timeZone());
  const isOfToday = values.date === today || entry.ended_at === null;
  return {
    ...values,
    date: today,
    end_date: today,
    ...((isOfToday || values.end_date !== values.date) && { started_at: '', ended_at: '' }),
  };
}

interface WeekProps {
  week: ReturnType<typeof useWeek>;
  /** Whose week it is, when it is somebody else's. */
  other: string | undefined;
  /** Whether an entry is being added from outside the week. */
  isAdding: boolean;
  /** @param day of the entry that was added; undefined when none was */
  onAdded: (day: CalendarDay | undefined) => void;
}

/** A week of entries, and the dialogs to add, change and delete them. */
export function Week({ week: { today, days, entries }, other, isAdding, onAdded }: WeekProps) {
  const [task, setTask] = useState<EntryTask | null>(null);
  const dayToAdd = days.includes(today) ? today : (days[0] ?? today);
  const adding: EntryTask | null = isAdding ? { kind: 'new', initial: emptyEntry(dayToAdd) } : null;
  const end = (entry?: TimeEntry) => {
    setTask(null);
    if (isAdding || entry) onAdded(entry && dayOf(entry.started_at));
  };
  return (
    <>
      <Query
        of={entries}
        what={t('time.the_week')}
        skeleton={<WeekOutline days={days} />}
        failure={t('time.not_loaded')}
      >
        {(entries) => (
          <WeekView
            days={days}
            today={today}
            entries={entries}
            other={other}
            actions={{
              onAdd: (day) => setTask({ kind: 'new', initial: emptyEntry(day.day, day) }),
              onEdit: (entry) => setTask({ kind: 'edit', entry }),
              onDuplicate: (entry) => setTask({ kind: 'new', initial: duplicateOf(entry, today) }),
              onDelete: (entry) => setTask({ kind: 'delete', entry }),
            }}
          />
        )}
      </Query>
      <EntryDialog task={task ?? adding} entries={entries.data ?? []} onCreated={end} onClose={() => end()} />
    </>
  );
}
