import type { CalendarDay, TimeEntry } from '@timetracker/shared';
import { useState } from 'react';
import { dayOf } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { Query } from '../ui/query.tsx';
import { EntryDialog, type EntryTask } from './entry-dialog.tsx';
import { duplicateOf, emptyEntry } from './new-entry.ts';
import type { useWeek } from './use-week.ts';
import { WeekOutline, WeekView } from './week-view.tsx';

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
