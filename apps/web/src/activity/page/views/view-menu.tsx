import { ActionIcon, Menu, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDeviceFloppy, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import type { SavedView } from '@timetracker/shared';
import { trpc } from '../../../api/trpc.ts';
import { t } from '../../../i18n/index.ts';
import { ActionItem } from '../../../ui/actions-menu.tsx';
import { ConfirmModal } from '../../../ui/confirm-modal.tsx';
import { toastError, toastSuccess } from '../../../ui/toast.tsx';
import { useActivityPage } from '../activity-page.ts';
import { ViewForm } from './view-form.tsx';

/** What can be done with the view that is shown. @param isChanged whether the filter is another one by now */
export function ViewMenu({ view, isChanged }: { view: SavedView; isChanged: boolean }) {
  const api = trpc.useUtils();
  const { state, go } = useActivityPage();
  const update = trpc.savedView.update.useMutation();
  const remove = trpc.savedView.delete.useMutation();
  const [isRenaming, renaming] = useDisclosure();
  const [isDeleting, deleting] = useDisclosure();
  const refresh = () => api.savedView.list.invalidate();

  const keepFilters = async () => {
    try {
      await update.mutateAsync({ id: view.id, filters: state.filters });
      await refresh();
      toastSuccess(t('activity.views.updated', { name: view.name }));
    } catch (error) {
      toastError(t('activity.views.not_updated', { name: view.name }), error);
    }
  };
  const rename = async (values: { name: string; shared: boolean }) => {
    const { shared, ...name } = values;
    // Unchanged, it need not be allowed.
    const { name: saved } = await update.mutateAsync({
      id: view.id,
      ...name,
      ...(shared !== view.shared && { shared }),
    });
    await refresh();
    toastSuccess(t('activity.views.updated', { name: saved }));
    renaming.close();
  };
  const drop = async () => {
    await remove.mutateAsync({ id: view.id });
    await refresh();
    toastSuccess(t('activity.views.deleted', { name: view.name }));
    go({ filters: {} });
  };
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('activity.views.menu', { name: view.name })}
          >
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {isChanged && (
            <ActionItem icon={IconDeviceFloppy} onClick={() => void keepFilters()}>
              {t('activity.views.keep')}
            </ActionItem>
          )}
          <ActionItem icon={IconPencil} onClick={renaming.open}>
            {t('activity.views.rename')}
          </ActionItem>
          <ActionItem isDanger icon={IconTrash} onClick={deleting.open}>
            {t('activity.views.delete')}
          </ActionItem>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={isRenaming} onClose={renaming.close} title={t('activity.views.rename')}>
        <ViewForm
          initial={{ name: view.name, shared: view.shared }}
          submitLabel={t('activity.views.save')}
          onSubmit={rename}
          onCancel={renaming.close}
        />
      </Modal>
      <ConfirmModal
        opened={isDeleting}
        title={t('activity.views.delete_title', { name: view.name })}
        confirmLabel={t('activity.views.delete')}
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => void drop()}
        onClose={deleting.close}
      >
        <Text size="sm">{t(view.shared ? 'activity.views.delete_shared' : 'activity.views.delete_own')}</Text>
      </ConfirmModal>
    </>
  );
}
