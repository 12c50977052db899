import { Divider, Select, SimpleGrid } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { currencyDecimals, type Project, type Workspace } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { fieldLabel } from '../i18n/catalog-text.ts';
import { t } from '../i18n/index.ts';
import { FormFrame } from '../ui/form-frame.tsx';
import { useSubmission } from '../ui/issue-form.ts';
import { toastSuccess } from '../ui/toast.tsx';
import { invoiceName } from './invoice-status.tsx';
import { LineFields } from './line-fields.tsx';
import { asInput, type NewInvoiceValues, newInvoice, newInvoiceProblems } from './new-invoice-values.ts';
import { TimeToBill } from './time-to-bill.tsx';

const none: Project[] = [];

/** The projects of a client, also those put away: their last hours may be billed later. */
function useClientProjects(client_id: number | null): Project[] {
  const which = client_id === null ? {} : { client_id };
  const options = { enabled: client_id !== null };
  const active = trpc.project.list.useQuery(which, options);
  const archived = trpc.project.list.useQuery({ ...which, archived: true }, options);
  return client_id === null ? none : [...(active.data ?? none), ...(archived.data ?? none)];
}

interface NewInvoiceFormProps {
  workspace: Workspace;
  client_id: number | null;
  project: Project | null;
  onClose: () => void;
}

export function NewInvoiceForm({ workspace, client_id, project, onClose }: NewInvoiceFormProps) {
  const api = trpc.useUtils();
  const navigate = useNavigate();
  const clients = trpc.clients.list.useQuery();
  const create = trpc.invoice.create.useMutation();
  const clientOf = (values: NewInvoiceValues) => clients.data?.find(({ id }) => id === values.client_id);
  const currencyIn = (values: NewInvoiceValues) => clientOf(values)?.currency ?? workspace.currency;
  const decimalsIn = (values: NewInvoiceValues) => currencyDecimals(currencyIn(values));
  const form = useForm<NewInvoiceValues>({
    initialValues: newInvoice(workspace, client_id, project),
    validate: newInvoiceProblems(decimalsIn),
  });
  const { values } = form;
  const projects = useClientProjects(values.client_id);
  const chosen = projects.find(({ id }) => id === values.project_id);

  const saving = useSubmission(form, async (values) => {
    if (values.client_id === null) return;
    const invoice = await create.mutateAsync(asInput(values, values.client_id, decimalsIn(values)));
    toastSuccess(t('invoices.created', { name: invoiceName(invoice) }));
    api.invoice.get.setData({ id: invoice.id }, invoice);
    void Promise.all([
      api.invoice.list.invalidate(),
      api.invoice.totals.invalidate(),
      api.invoice.unbilledTime.invalidate(),
      api.timeEntry.invalidate(),
    ]);
    await navigate({ to: '/invoices/$invoiceId', params: { invoiceId: invoice.id } });
  });

  const chooseProject = (id: number | null) => {
    const project = projects.find((one) => one.id === id);
    form.setValues({
      project_id: id,
      bills_time: project !== undefined && project.hourly_rate_cents !== null,
    });
  };

  return (
    <FormFrame form={form} saving={saving} submitLabel={t('invoices.create')} onCancel={onClose} noValidate>
      <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="sm">
        <Select<number>
          label={fieldLabel('invoice', 'client_id')}
          placeholder={t('invoices.choose_client')}
          data={(clients.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          nothingFoundMessage={t(clients.isSuccess ? 'invoices.no_such_client' : 'invoices.clients_loading')}
          searchable
          allowDeselect={false}
          {...form.getInputProps('client_id')}
          onChange={(id) => form.setValues({ client_id: id, project_id: null, bills_time: false })}
        />
        <Select<number>
          label={t('invoices.project_optional')}
          placeholder={t(values.client_id === null ? 'invoices.client_first' : 'invoices.no_project')}
          data={projects.map(({ id, name }) => ({ value: id, label: name }))}
          nothingFoundMessage={t('invoices.no_such_project')}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('invoices.no_project') }}
          disabled={values.client_id === null}
          {...form.getInputProps('project_id')}
          onChange={chooseProject}
        />
      </SimpleGrid>
      {chosen && <TimeToBill form={form} project={chosen} />}
      <Divider label={t('invoices.further_lines')} labelPosition="left" />
      <LineFields
        money={{ currency: currencyIn(values) }}
        form={{
          lines: values.lines,
          inputProps: (path) => form.getInputProps(path),
          insert: (line) => form.insertListItem('lines', line),
          remove: (index) => form.removeListItem('lines', index),
          error: (path) => form.errors[path],
        }}
      />
    </FormFrame>
  );
}
