import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { t } from '../i18n/index.ts';
import classes from './stats.module.css';
import type { StatsWindow } from './stats-window.ts';
import { windowIssue } from './window-issue.ts';

/** A window of one's own, from day to day. One that an address asks for in vain says here why. */
export function CustomDates({
  window,
  onChange,
}: {
  window: StatsWindow;
  onChange: (window: StatsWindow) => void;
}) {
  const form = useForm<StatsWindow & Record<string, unknown>>({
    initialValues: { ...window },
    initialErrors: { start_date: windowIssue(window) },
    validate: {
      start_date: (_, values) => windowIssue(values),
      end_date: (end_date) => (end_date === '' ? t('stats.window.missing') : null),
    },
  });
  return (
    <form
      noValidate
      className={classes['dates']}
      onSubmit={form.onSubmit(({ start_date, end_date }) => onChange({ start_date, end_date }))}
    >
      <TextInput type="date" label={t('stats.window.from')} {...form.getInputProps('start_date')} />
      <TextInput type="date" label={t('stats.window.to')} {...form.getInputProps('end_date')} />
      <Button type="submit" variant="default" className={classes['show'] ?? ''}>
        {t('stats.window.show')}
      </Button>
    </form>
  );
}
