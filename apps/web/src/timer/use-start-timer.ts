import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { toastError, toastSuccess } from '../ui/toast.tsx';
import { subjectOf, useStopTimer } from './use-stop-timer.ts';

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
