import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBookmarkPlus } from '@tabler/icons-react';
import { trpc } from '../../../api/trpc.ts';
import { t } from '../../../i18n/index.ts';
import { toastSuccess } from '../../../ui/toast.tsx';
import { useActivityPage } from '../activity-page.ts';
import { ViewForm } from './view-form.tsx';

/** Keeps the present filter under a name. */
export function SaveViewButton() {
  const api = trpc.useUtils();
  const { state, go } = useActivityPage();
  const [opened, { open, close }] = useDisclosure();
  const create = trpc.savedView.create.useMutation();
  const save = async (values: { name: string; shared: boolean }) => {
    const view = await create.mutateAsync({ ...values, filters: state.filters });
    await api.savedView.list.invalidate();
    toastSuccess(t('activity.views.saved', { name: view.name }));
    close();
    go({ ...state, view: view.id });
  };
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconBookmarkPlus size={15} aria-hidden />}
        onClick={open}
      >
        {t('activity.views.save')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('activity.views.save_title')}>
        <ViewForm
          initial={{ name: '', shared: false }}
          submitLabel={t('activity.views.save')}
          onSubmit={save}
          onCancel={close}
        />
      </Modal>
    </>
  );
}
