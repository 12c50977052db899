import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import type { Project, TimeEntry } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { useStartTimer } from '../timer/use-start-timer.ts';
import { subjectOf, useStopTimer } from '../timer/use-stop-timer.ts';
import { toastError } from '../ui/toast.tsx';
import type { Command } from './command.ts';
import { recentSubjects, type Subject, subjectKey } from './recent-subjects.ts';

/** How far back one's entries are looked through for what one works on. */
const ENTRIES = 30;

const stopping = (entry: TimeEntry, stop: () => void): Command => ({
  id: 'stop',
  group: 'timer',
  label: t('palette.stop_timer', { subject: subjectOf(entry) }),
  icon: IconPlayerStop,
  run: stop,
});

const asSubject = ({ id, name }: Project): Subject => ({
  project_id: id,
  project_name: name,
  task_id: null,
  task_name: null,
});

/** Stopping the timer; starting one on what one works on lately or, when it is searched for, on any project. */
export function useTimerCommands(projects: readonly Project[]): Command[] {
  const running = trpc.timeEntry.running.useQuery().data;
  const entries = trpc.timeEntry.list.useQuery({ limit: ENTRIES }).data ?? [];
  const stop = useStopTimer();
  const start = useStartTimer({ onError: (error) => toastError(t('palette.not_started'), error) });

  const starting = (subject: Subject): Command => ({
    id: `start ${subjectKey(subject)}`,
    group: 'timer',
    label: t('palette.start_timer', { subject: subjectOf(subject) }),
    icon: IconPlayerPlay,
    run: () => start.mutate({ project_id: subject.project_id, task_id: subject.task_id, stop_running: true }),
  });
  const recent = recentSubjects(entries, running ?? undefined);
  const known = new Set([running, ...recent].filter((subject) => subject != null).map(subjectKey));
  const others = projects.map(asSubject).filter((subject) => !known.has(subjectKey(subject)));
  return [
    ...(running ? [stopping(running, () => stop.mutate())] : []),
    ...recent.map(starting),
    ...others.map((subject): Command => ({ ...starting(subject), searched_only: true })),
  ];
}
