import { Checkbox, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { addDays, type TimeEntry } from '@timetracker/shared';
import { formatDay, formatPeriod, timeZone } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { SubjectFields } from '../timer/subject-fields.tsx';
import { isCalendarDay } from '../ui/calendar-day.ts';
import { useNow } from '../ui/clock.ts';
import { readPeriod } from './entry-period.ts';
import { type EntryValues, movedTo } from './entry-values.ts';
import classes from './time.module.css';

const MINUTE = 60_000;

interface EntryFieldsProps {
  form: UseFormReturnType<EntryValues>;
  /** The entry that is being edited. */
  entry?: TimeEntry;
}

/** What a time entry is about, and when it was: times are typed as one likes. */
export function EntryFields({ form, entry }: EntryFieldsProps) {
  const { values } = form;
  const isRunning = entry?.ended_at === null;
  return (
    <Stack>
      <SubjectFields
        project_id={values.project_id}
        inputProps={(field) => form.getInputProps(field)}
        onChange={(subject) => form.setValues(subject)}
        kept={entry}
      />
      <div className={classes['period']}>
        <TextInput
          type="date"
          className={classes['date'] ?? ''}
          label={t('time.field.date')}
          description={isCalendarDay(values.date) && formatDay(values.date)}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...form.getInputProps('date')}
          onChange={({ currentTarget }) => form.setValues(movedTo(values, currentTarget.value))}
        />
        <ClockInput form={form} field="started_at" label={t('time.field.from')} />
        {!isRunning && <ClockInput form={form} field="ended_at" label={t('time.field.to')} />}
      </div>
      {isRunning ? <Text size="sm">{t('time.runs_still')}</Text> : <End form={form} entry={entry} />}
      <Textarea
        label={t('time.field.notes')}
        autosize
        minRows={2}
        maxRows={8}
        {...form.getInputProps('notes')}
      />
    </Stack>
  );
}

function ClockInput({
  form,
  field,
  label,
}: {
  form: EntryFieldsProps['form'];
  field: 'started_at' | 'ended_at';
  label: string;
}) {
  return (
    <TextInput
      label={label}
      placeholder={t('time.clock_hint')}
      autoComplete="off"
      inputMode="text"
      {...form.getInputProps(field)}
    />
  );
}

/** Whether it went past midnight, and how long it is altogether. */
function End({ form, entry }: { form: EntryFieldsProps['form']; entry: TimeEntry | undefined }) {
  const { values } = form;
  const isLater = values.end_date !== values.date;
  const now = useNow(MINUTE);
  const period = readPeriod(values, { zone: timeZone(), now, entry });
  const { start, end } = 'value' in period ? period.value : {};
  return (
    <>
      <Group justify="space-between" gap="sm">
        <Checkbox
          label={t('time.ends_later')}
          checked={isLater}
          disabled={!isCalendarDay(values.date)}
          onChange={({ currentTarget }) =>
            form.setValues({ end_date: currentTarget.checked ? addDays(values.date, 1) : values.date })
          }
        />
        <Text size="sm" component="output" aria-live="polite">
          {start && end && t('time.duration_is', { duration: formatPeriod(start, end) })}
        </Text>
      </Group>
      {isLater && (
        <TextInput type="date" label={t('time.field.end_date')} {...form.getInputProps('end_date')} />
      )}
    </>
  );
}
