import { Button, Group, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { t } from '../i18n/index.ts';
import type { StatsWindow } from './stats-window.ts';

const EARLIEST = '1970-01-01';
const MOST_YEARS = 10;

/** The same day so many years later; the day before, as both ends count. */
function yearsLater(day: string, years: number): string {
  const later = new Date(`${day}T00:00:00Z`);
  later.setUTCFullYear(later.getUTCFullYear() + years);
  later.setUTCDate(later.getUTCDate() - 1);
  return later.toISOString().slice(0, day.length);
}

function startIssue({ start_date, end_date }: StatsWindow): string | null {
  if (start_date === '') return t('stats.window.missing');
  if (start_date < EARLIEST) return t('stats.window.too_early');
  if (end_date !== '' && start_date > end_date) return t('stats.window.order');
  if (end_date > yearsLater(start_date, MOST_YEARS)) return t('stats.window.too_long');
  return null;
}

/** A window of one's own, from day to day. */
export function CustomDates({
  window,
  onChange,
}: {
  window: StatsWindow;
  onChange: (window: StatsWindow) => void;
}) {
  const form = useForm<StatsWindow & Record<string, unknown>>({
    initialValues: { ...window },
    validate: {
      start_date: (_, values) => startIssue(values),
      end_date: (end_date) => (end_date === '' ? t('stats.window.missing') : null),
    },
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(({ start_date, end_date }) => onChange({ start_date, end_date }))}
    >
      <Group align="flex-start" gap="sm" mb="lg">
        <TextInput type="date" label={t('stats.window.from')} {...form.getInputProps('start_date')} />
        <TextInput type="date" label={t('stats.window.to')} {...form.getInputProps('end_date')} />
        <Button type="submit" variant="default" mt="1.55rem">
          {t('stats.window.show')}
        </Button>
      </Group>
    </form>
  );
}
