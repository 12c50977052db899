import { Button, Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { AppRouter } from '@timetracker/api/router';
import type { EntityType } from '@timetracker/shared';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { trpc } from '../api/trpc.ts';
import { dayOf } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { ConfirmModal } from '../ui/confirm-modal.tsx';
import { FormRefusal } from '../ui/form-refusal.tsx';
import { useSubmission, WHOLE_FORM } from '../ui/issue-form.ts';
import { toastSuccess } from '../ui/toast.tsx';
import { noReason, typeOptions } from './form-options.ts';
import classes from './retention.module.css';

type Due = inferRouterOutputs<AppRouter>['retention']['countDue'];
type Asked = inferRouterInputs<AppRouter>['retention']['purge'];

interface Values extends Record<string, unknown> {
  before: string;
  entity_type: EntityType | null;
  reason: string;
  keep_counts: boolean;
}

const initialValues: Values = { before: '', entity_type: null, reason: '', keep_counts: true };

function dateIssue(before: string): string | null {
  if (before === '') return t('retention.no_date');
  return before > dayOf(new Date()) ? t('retention.in_future') : null;
}

/** Counts what would go, and removes it once somebody has read the number. */
export function PurgeForm() {
  const api = trpc.useUtils();
  const [counted, setCounted] = useState<{ asked: Asked; due: Due }>();
  const form = useForm<Values>({ initialValues, validate: { before: dateIssue, reason: noReason } });
  const { submit, isPending } = useSubmission(form, async ({ before, entity_type, reason, keep_counts }) => {
    const scope = { before, ...(entity_type !== null && { entity_type }) };
    const due = await api.retention.countDue.fetch(scope, { staleTime: 0 });
    setCounted({ asked: { ...scope, reason, keep_counts }, due });
  });
  return (
    <form onSubmit={submit} noValidate>
      <FormRefusal message={form.errors[WHOLE_FORM]} />
      <div className={classes['fields']}>
        <TextInput
          type="date"
          label={t('retention.before')}
          className={classes['field'] ?? ''}
          {...form.getInputProps('before')}
        />
        <Select
          label={t('retention.type')}
          data={typeOptions()}
          placeholder={t('retention.every_type')}
          clearable
          className={classes['field'] ?? ''}
          {...form.getInputProps('entity_type')}
        />
        <TextInput
          label={t('retention.reason')}
          className={classes['field'] ?? ''}
          {...form.getInputProps('reason')}
        />
        <Switch
          label={t('retention.keep_counts')}
          className={`${classes['level']} ${classes['switch']}`}
          {...form.getInputProps('keep_counts', { type: 'checkbox' })}
        />
        <Button
          type="submit"
          variant="default"
          loading={isPending}
          className={`${classes['level']} ${classes['button']}`}
        >
          {t('retention.count')}
        </Button>
      </div>
      {counted && (
        <ConfirmPurge
          {...counted}
          onClose={() => setCounted(undefined)}
          onAsked={() => {
            setCounted(undefined);
            form.reset();
          }}
        />
      )}
    </form>
  );
}

interface ConfirmPurgeProps {
  asked: Asked;
  due: Due;
  onClose: () => void;
  onAsked: () => void;
}

function ConfirmPurge({ asked, due: { due, held, unsealed }, onClose, onAsked }: ConfirmPurgeProps) {
  const api = trpc.useUtils();
  const purge = trpc.retention.purge.useMutation({
    onSuccess: () => {
      toastSuccess(t('retention.asked'));
      onAsked();
    },
    onSettled: () => api.retention.get.invalidate(),
  });
  return (
    <ConfirmModal
      opened
      title={t('retention.confirm_title')}
      confirmLabel={t('retention.confirm')}
      isRefused={due === 0}
      isPending={purge.isPending}
      error={purge.error}
      onConfirm={() => purge.mutate(asked)}
      onClose={onClose}
    >
      <Stack gap="xs">
        <Text>{t('retention.confirm_what', { due })}</Text>
        {held > 0 && <Text>{t('retention.stay_held', { held })}</Text>}
        {unsealed > 0 && <Text>{t('retention.stay_unsealed', { unsealed })}</Text>}
      </Stack>
    </ConfirmModal>
  );
}
