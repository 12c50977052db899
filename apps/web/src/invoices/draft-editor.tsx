import { Alert, Button, Group, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconDeviceFloppy, IconSend } from '@tabler/icons-react';
import type { InvoiceDocument } from '@timetracker/shared';
import { type FormEvent, useEffect, useRef } from 'react';
import { trpc } from '../api/trpc.ts';
import { parseAmount } from '../i18n/amount.ts';
import { fieldLabel } from '../i18n/catalog-text.ts';
import { t } from '../i18n/index.ts';
import { ConflictNotice } from '../ui/conflict-notice.tsx';
import { FormRefusal } from '../ui/form-refusal.tsx';
import { WHOLE_FORM } from '../ui/issue-form.ts';
import { toastSuccess } from '../ui/toast.tsx';
import { useVersionedSave } from '../ui/use-versioned-save.ts';
import {
  asInput,
  type DraftValues,
  draftProblems,
  draftSnapshot,
  shownValue,
  withoutReleased,
} from './draft-values.ts';
import { InvoiceSums } from './invoice-sums.tsx';
import { LineFields } from './line-fields.tsx';
import { linesOf } from './line-values.ts';

interface DraftEditorProps {
  invoice: InvoiceDocument;
  /** Told whether there is anything to lose. */
  onDirty: (isDirty: boolean) => void;
  /** It is saved, or was not changed. @param wantsToSend whether it was saved in order to be sent */
  onSaved: (invoice: InvoiceDocument, wantsToSend: boolean) => void;
}

/** A draft: its lines, tax, due date and notes. The sums follow what is typed. */
export function DraftEditor({ invoice, onDirty, onSaved }: DraftEditorProps) {
  const { id, currency_decimals } = invoice;
  const api = trpc.useUtils();
  const update = trpc.invoice.update.useMutation();
  const initial = draftSnapshot(invoice);
  const form = useForm<DraftValues>({ initialValues: initial.values, validate: draftProblems(invoice) });
  const wantsToSend = useRef(false);
  const saved = useRef(invoice);
  const stored = useRef(initial.values.lines);

  const { submit, isPending, conflict, keepMine, takeTheirs } = useVersionedSave({
    form,
    initial,
    load: async () => {
      saved.current = await api.client.invoice.get.query({ id });
      const theirs = draftSnapshot(saved.current);
      stored.current = theirs.values.lines;
      return theirs;
    },
    send: async ({ lines, ...changes }, version) => {
      const kept = lines && { lines: withoutReleased(lines, stored.current) };
      saved.current = await update.mutateAsync({
        id,
        version,
        ...asInput({ ...changes, ...kept }, currency_decimals),
      });
      toastSuccess(t('invoices.saved'));
    },
    onDone: () => onSaved(saved.current, wantsToSend.current),
  });

  const isDirty = form.isDirty();
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);
  const submitBy = (event: FormEvent<HTMLFormElement>) => {
    const { submitter } = event.nativeEvent as SubmitEvent;
    wantsToSend.current = submitter instanceof HTMLButtonElement && submitter.value === 'send';
    submit(event);
  };

  return (
    <form onSubmit={submitBy} noValidate>
      <Stack>
        <FormRefusal message={form.errors[WHOLE_FORM]} />
        {conflict && (
          <ConflictNotice
            fields={conflict.fields.map((field) => ({
              name: String(field),
              label: field === 'lines' ? t('invoices.lines') : fieldLabel('invoice', String(field)),
              mine: shownValue(field, form.values, invoice),
              theirs: shownValue(field, conflict.theirs.values, invoice),
            }))}
            onKeepMine={keepMine}
            onTakeTheirs={takeTheirs}
          />
        )}
        {form.values.lines.length === 0 && <Alert color="indigo">{t('invoices.no_lines')}</Alert>}
        <LineFields
          money={invoice}
          form={{
            lines: form.values.lines,
            inputProps: (path) => form.getInputProps(path),
            insert: (line) => form.insertListItem('lines', line),
            remove: (index) => form.removeListItem('lines', index),
            error: (path) => form.errors[path],
          }}
        />
        <InvoiceSums
          lines={linesOf(form.values.lines, currency_decimals)}
          tax_rate_basis_points={parseAmount(form.values.tax_rate_basis_points) ?? 0}
          money={invoice}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="sm">
          <TextInput
            label={t('invoices.tax_rate')}
            inputMode="decimal"
            autoComplete="off"
            rightSection="%"
            {...form.getInputProps('tax_rate_basis_points')}
          />
          <TextInput
            type="date"
            label={t('invoices.due_date')}
            description={t('invoices.due_date_hint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            {...form.getInputProps('due_date')}
          />
        </SimpleGrid>
        <Textarea
          label={t('invoices.notes')}
          autosize
          minRows={2}
          maxRows={8}
          {...form.getInputProps('notes')}
        />
        <Group justify="flex-end">
          <Button
            type="submit"
            variant="default"
            leftSection={<IconDeviceFloppy size={18} aria-hidden />}
            loading={isPending}
            disabled={!isDirty}
          >
            {t('invoices.save')}
          </Button>
          <Button
            type="submit"
            value="send"
            leftSection={<IconSend size={18} aria-hidden />}
            loading={isPending}
            disabled={form.values.lines.length === 0}
          >
            {t('invoices.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
