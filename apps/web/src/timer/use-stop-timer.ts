import { isolated, type TimeEntry } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { elapsedTime } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { toastError, toastSuccess } from '../ui/toast.tsx';

/** What a time entry is about: its task, within its project. */
export const subjectOf = ({ project_name, task_name }: Pick<TimeEntry, 'project_name' | 'task_name'>) =>
  task_name ? `${isolated(project_name)}: ${isolated(task_name)}` : isolated(project_name);

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
