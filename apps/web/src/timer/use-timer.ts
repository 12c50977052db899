import { isolated, type TimeEntry } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { elapsedTime } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { toastError, toastSuccess } from '../ui/toast.tsx';

/** Stops the running timer and says how long it ran. */
export function useStopTimer() {
  const api = trpc.useUtils();
  return trpc.timeEntry.stop.useMutation({
    onSuccess: (stopped) => {
      api.timeEntry.running.setData(undefined, null);
      const end = Date.parse(stopped.ended_at ?? '') || Date.now();
      const time = elapsedTime(end - Date.parse(stopped.started_at));
      toastSuccess(t('time.timer.stopped', { subject: subjectOf(stopped), time }));
    },
    onError: (error) => toastError(t('time.timer.not_stopped'), error),
    onSettled: () => api.timeEntry.invalidate(),
  });
}

/** Starts a timer and says on what. @param onError where a refusal is shown */
export function useStartTimer({ onError }: { onError: (error: unknown) => void }) {
  const api = trpc.useUtils();
  return trpc.timeEntry.start.useMutation({
    onSuccess: (entry) => {
      api.timeEntry.running.setData(undefined, entry);
      toastSuccess(t('time.timer.started', { subject: subjectOf(entry) }));
    },
    onError,
    onSettled: () => api.timeEntry.invalidate(),
  });
}

/** What a time entry is about: its task, within its project. */
export const subjectOf = ({ project_name, task_name }: Pick<TimeEntry, 'project_name' | 'task_name'>) =>
  task_name ? `${isolated(project_name)}: ${isolated(task_name)}` : isolated(project_name);

interface Subject {
  project_id: number;
  /** Null for the project as a whole. */
  task_id: number | null;
}

/**
 * One's timer as far as it concerns a project or one of its tasks: whether it runs there, and the way to change that.
 * One that runs on something else is stopped as this one starts.
 */
export function useTimerOn({ project_id, task_id }: Subject) {
  const { data: running } = trpc.timeEntry.running.useQuery();
  const start = useStartTimer({ onError: (error) => toastError(t('tasks.timer_not_started'), error) });
  const stop = useStopTimer();
  const isRunning = running?.project_id === project_id && running.task_id === task_id;
  return {
    isRunning,
    isPending: start.isPending || stop.isPending,
    toggle: () => (isRunning ? stop.mutate() : start.mutate({ project_id, task_id, stop_running: true })),
  };
}
