import { ActionIcon, Menu } from '@mantine/core';
import {
  IconCopy,
  IconDots,
  IconPencil,
  IconPlayerPlay,
  IconPlayerStop,
  IconTrash,
} from '@tabler/icons-react';
import type { TimeEntry } from '@timetracker/shared';
import { formatTime } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { useStartTimer } from '../timer/use-start-timer.ts';
import { subjectOf, useStopTimer } from '../timer/use-stop-timer.ts';
import { ActionItem } from '../ui/actions-menu.tsx';
import { toastError } from '../ui/toast.tsx';

interface EntryMenuProps {
  entry: TimeEntry;
  /** Whether it is the reader's own: only then it can be done again. */
  isOwn: boolean;
  onEdit: () => void;
  onDuplicate: () => void;
  onDelete: () => void;
}

/** What can be done with an entry; with a billed one, only the same again. */
export function EntryMenu({ entry, isOwn, onEdit, onDuplicate, onDelete }: EntryMenuProps) {
  const isBilled = entry.invoice_id !== null;
  if (isBilled && !isOwn) return null;
  const label = t('time.actions', { subject: subjectOf(entry), from: formatTime(entry.started_at) });
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label={label}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {!isBilled && (
          <ActionItem icon={IconPencil} onClick={onEdit}>
            {t('time.edit')}
          </ActionItem>
        )}
        {isOwn && <TimerItem entry={entry} />}
        {isOwn && (
          <ActionItem icon={IconCopy} onClick={onDuplicate}>
            {t('time.duplicate')}
          </ActionItem>
        )}
        {!isBilled && (
          <ActionItem isDanger icon={IconTrash} onClick={onDelete}>
            {t('time.delete')}
          </ActionItem>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Stops the timer, or starts it on the same; one that runs on something else is stopped with it. */
function TimerItem({ entry: { ended_at, project_id, task_id, notes } }: { entry: TimeEntry }) {
  const stop = useStopTimer();
  const start = useStartTimer({ onError: (error) => toastError(t('time.timer.not_started'), error) });
  return ended_at === null ? (
    <ActionItem icon={IconPlayerStop} onClick={() => stop.mutate()}>
      {t('time.stop')}
    </ActionItem>
  ) : (
    <ActionItem
      icon={IconPlayerPlay}
      onClick={() => start.mutate({ project_id, task_id, notes, stop_running: true })}
    >
      {t('time.continue')}
    </ActionItem>
  );
}
