import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { toastSuccess } from '../ui/toast.tsx';
import { subjectOf } from './subject.ts';

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
