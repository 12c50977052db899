import { Modal, Select, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Workspace } from '@timetracker/shared';
import { useMemo } from 'react';
import { trpc } from '../api/trpc.ts';
import { currencyOptions } from '../i18n/currencies.ts';
import { t } from '../i18n/index.ts';
import { zoneOptions } from '../profile/time-zone-options.ts';
import { useNow } from '../ui/clock.ts';
import { FormFrame } from '../ui/form-frame.tsx';
import { useSubmission } from '../ui/issue-form.ts';
import { Query } from '../ui/query.tsx';
import { changesSince } from '../ui/three-way.ts';
import { toastSuccess } from '../ui/toast.tsx';
import { asInput, type SenderValues, senderProblems, senderValues } from './sender-values.ts';

const MOST_OPTIONS = 100;
const HOUR_MS = 3_600_000;

/** Who sends the invoices, and how they are usually made out. */
export const SenderModal = ({ opened, onClose }: { opened: boolean; onClose: () => void }) => (
  <Modal opened={opened} onClose={onClose} title={t('invoices.settings')} size="lg">
    <Loaded onClose={onClose} />
  </Modal>
);

function Loaded({ onClose }: { onClose: () => void }) {
  const workspace = trpc.workspace.get.useQuery();
  return (
    <Query
      of={workspace}
      what={t('invoices.the_settings')}
      skeleton={320}
      failure={t('invoices.settings_not_loaded')}
    >
      {(workspace) => <SenderForm workspace={workspace} onClose={onClose} />}
    </Query>
  );
}

function SenderForm({ workspace, onClose }: { workspace: Workspace; onClose: () => void }) {
  const api = trpc.useUtils();
  const update = trpc.workspace.update.useMutation();
  const now = useNow(HOUR_MS);
  const zones = useMemo(() => zoneOptions(new Date(now), workspace.time_zone), [now, workspace.time_zone]);
  const form = useForm<SenderValues>({ initialValues: senderValues(workspace), validate: senderProblems });
  // Only what was changed, so that nothing is taken back that somebody else changes at the same time.
  const saving = useSubmission(form, async (values) => {
    await update.mutateAsync(asInput(changesSince(senderValues(workspace), values)));
    toastSuccess(t('invoices.settings_saved'));
    void Promise.all([api.workspace.invalidate(), api.invoice.get.invalidate()]);
    onClose();
  });
  return (
    <FormFrame form={form} saving={saving} submitLabel={t('invoices.save')} onCancel={onClose} noValidate>
      <TextInput label={t('invoices.sender.name')} required {...form.getInputProps('name')} />
      <Textarea
        label={t('invoices.sender.address')}
        autosize
        minRows={3}
        maxRows={8}
        {...form.getInputProps('address')}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="sm">
        <TextInput type="email" label={t('invoices.sender.email')} {...form.getInputProps('email')} />
        <TextInput label={t('invoices.sender.tax_id')} {...form.getInputProps('tax_id')} />
      </SimpleGrid>
      <Textarea
        label={t('invoices.payment_details')}
        description={t('invoices.payment_details_hint')}
        autosize
        minRows={3}
        maxRows={8}
        {...form.getInputProps('payment_details')}
      />
      <Select
        label={t('invoices.sender.currency')}
        data={currencyOptions()}
        searchable
        allowDeselect={false}
        {...form.getInputProps('currency')}
      />
      <Select
        label={t('invoices.sender.time_zone')}
        description={t('invoices.sender.time_zone_hint')}
        data={zones}
        limit={MOST_OPTIONS}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t('profile.zone.none')}
        {...form.getInputProps('time_zone')}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="sm">
        <TextInput
          label={t('invoices.tax_rate')}
          inputMode="decimal"
          rightSection="%"
          {...form.getInputProps('tax_rate_basis_points')}
        />
        <TextInput
          label={t('invoices.sender.payment_days')}
          inputMode="numeric"
          {...form.getInputProps('payment_days')}
        />
      </SimpleGrid>
    </FormFrame>
  );
}
