import { t } from '../i18n/index.ts';
import { subjectOf } from '../timer/subject.ts';
import { trpc } from '../trpc.ts';
import { sayDone, sayFailed } from '../ui/toast.tsx';

/** Starts the timer on a project or one of its tasks; one that runs on something else is stopped with it. */
export function useStartTimer() {
  const api = trpc.useUtils();
  const { mutate, isPending } = trpc.timeEntry.start.useMutation({
    onSuccess: (entry) => {
      api.timeEntry.running.setData(undefined, entry);
      sayDone(t('tasks.timer_started', { subject: subjectOf(entry) }));
    },
    onError: (error) => sayFailed(t('tasks.timer_not_started'), error),
    onSettled: () => api.timeEntry.invalidate(),
  });
  return {
    start: (subject: { project_id: number; task_id: number | null }) =>
      mutate({ ...subject, stop_running: true }),
    isPending,
  };
}
