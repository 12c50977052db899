import { Modal } from '@mantine/core';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { Query, together } from '../ui/query.tsx';
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
  const isComplete = workspace.data && (project_id === undefined || project.data);
  const prepared = isComplete && { workspace: workspace.data, project: project.data ?? null };
  return (
    <Query
      of={together([project, workspace], prepared)}
      what={t('invoices.the_form')}
      skeleton={240}
      failure={t('invoices.new_not_loaded')}
    >
      {({ workspace, project }) => (
        <NewInvoiceForm
          workspace={workspace}
          client_id={project ? project.client_id : (client_id ?? null)}
          project={project}
          onClose={onClose}
        />
      )}
    </Query>
  );
}
