import { Modal } from '@mantine/core';
import type { TimeEntry } from '@timetracker/shared';
import { t } from '../i18n/index.ts';
import { DeleteEntryModal } from './delete-entry-modal.tsx';
import { EditEntryForm } from './edit-entry-form.tsx';
import type { EntryValues } from './entry-values.ts';
import { NewEntryForm } from './new-entry-form.tsx';

/** What is being done with an entry. */
export type EntryTask =
  | { kind: 'new'; initial: EntryValues }
  | { kind: 'edit'; entry: TimeEntry }
  | { kind: 'delete'; entry: TimeEntry };

interface EntryDialogProps {
  task: EntryTask | null;
  /** The person's entries of the week shown. */
  entries: readonly TimeEntry[];
  onCreated: (entry: TimeEntry) => void;
  onClose: () => void;
}

/** The dialog of whatever is being done with an entry. */
export const EntryDialog = ({ task, entries, onCreated, onClose }: EntryDialogProps) => (
  <>
    <Modal opened={task?.kind === 'new'} onClose={onClose} title={t('time.new_entry')}>
      {task?.kind === 'new' && (
        <NewEntryForm initial={task.initial} entries={entries} onDone={onCreated} onCancel={onClose} />
      )}
    </Modal>
    <Modal opened={task?.kind === 'edit'} onClose={onClose} title={t('time.edit_entry')}>
      {task?.kind === 'edit' && <EditEntryForm entry={task.entry} onDone={onClose} onCancel={onClose} />}
    </Modal>
    {task?.kind === 'delete' && <DeleteEntryModal entry={task.entry} onClose={onClose} />}
  </>
);
