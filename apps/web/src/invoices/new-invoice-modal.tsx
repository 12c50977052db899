import { Modal, Skeleton } from '@mantine/core';
import { t } from '../i18n/index.ts';
import { trpc } from '../trpc.ts';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { NewInvoiceForm } from './new-invoice-form.tsx';

interface NewInvoiceModalProps {
  opened: boolean;
  onClose: () => void;
  /** For whom it is to be, as far as the address says. */
  client_id?: number | undefined;
  project_id?: number | undefined;
}

/** Makes a draft and goes to it. */
export const NewInvoiceModal = ({ opened, onClose, ...preset }: NewInvoiceModalProps) => (
  <Modal opened={opened} onClose={onClose} title={t('palette.new_invoice')} size="xl">
    <Prepared {...preset} onClose={onClose} />
  </Modal>
);

/** Knows a project's client before the form begins. */
function Prepared({ client_id, project_id, onClose }: Omit<NewInvoiceModalProps, 'opened'>) {
  const project = trpc.project.get.useQuery({ id: project_id ?? 0 }, { enabled: project_id !== undefined });
  const workspace = trpc.workspace.get.useQuery();
  const failed = [project, workspace].find((query) => query.isLoadingError);
  if (failed)
    return (
      <Failure
        title={t('invoices.new_not_loaded')}
        error={failed.error}
        onRetry={() => void failed.refetch()}
      />
    );
  if (!workspace.data || (project_id !== undefined && !project.data))
    return (
      <Loading what={t('invoices.the_form')}>
        <Skeleton height={240} />
      </Loading>
    );
  return (
    <NewInvoiceForm
      workspace={workspace.data}
      client_id={project.data ? project.data.client_id : (client_id ?? null)}
      project={project.data ?? null}
      onClose={onClose}
    />
  );
}
