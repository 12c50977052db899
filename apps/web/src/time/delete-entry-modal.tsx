import type { TimeEntry } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { formatDate, formatPeriod, formatTime } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { subjectOf } from '../timer/use-stop-timer.ts';
import { useNow } from '../ui/clock.ts';
import { ConfirmModal } from '../ui/confirm-modal.tsx';
import { toastSuccess } from '../ui/toast.tsx';
import { endOf } from './week-time.ts';

const MINUTE = 60_000;

/** Asks before an entry is deleted: it cannot come back the same. */
export function DeleteEntryModal({ entry, onClose }: { entry: TimeEntry; onClose: () => void }) {
  const api = trpc.useUtils();
  const subject = subjectOf(entry);
  const remove = trpc.timeEntry.delete.useMutation({
    onSuccess: () => {
      toastSuccess(t('time.deleted', { subject }));
      onClose();
    },
    onSettled: () => api.timeEntry.invalidate(),
  });
  const end = endOf(entry, useNow(MINUTE));
  return (
    <ConfirmModal
      opened
      title={t('time.delete_title')}
      confirmLabel={t('time.delete_confirm')}
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate({ id: entry.id })}
      onClose={onClose}
    >
      {t('time.delete_what', {
        subject,
        day: formatDate(entry.started_at),
        from: formatTime(entry.started_at),
        to: formatTime(new Date(end)),
        duration: formatPeriod(entry.started_at, new Date(end)),
      })}
    </ConfirmModal>
  );
}
