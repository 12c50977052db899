import { ActionIcon, Button, Group, TextInput, Title } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { addDays, type CalendarDay } from '@timetracker/shared';
import { formatDays } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { isCalendarDay } from '../ui/calendar-day.ts';
import classes from './time.module.css';

interface WeekNavProps {
  /** The week's days, in order. */
  days: readonly CalendarDay[];
  today: CalendarDay;
  /** @param day undefined: this week, whenever that is */
  onGo: (day: CalendarDay | undefined) => void;
}

const isElsewhere = () => document.activeElement?.closest('[role="dialog"], [role="menu"]') != null;

/** Which week is shown, and the ways to another: by button, by arrow key, by date. */
export function WeekNav({ days, today, onGo }: WeekNavProps) {
  const [first = today] = days;
  const last = days.at(-1) ?? first;
  const previous = () => onGo(addDays(first, -1));
  const next = () => onGo(addDays(last, 1));
  const unlessElsewhere = (go: () => void) => () => {
    if (!isElsewhere()) go();
  };
  useHotkeys([
    ['ArrowLeft', unlessElsewhere(previous)],
    ['ArrowRight', unlessElsewhere(next)],
  ]);
  return (
    <Group gap="sm" mb="md">
      <Group gap={4} wrap="nowrap">
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t('time.previous')}
          aria-keyshortcuts="ArrowLeft"
          title={t('time.previous_key')}
          onClick={previous}
        >
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <Button variant="default" disabled={days.includes(today)} onClick={() => onGo(undefined)}>
          {t('time.this_week')}
        </Button>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t('time.next')}
          aria-keyshortcuts="ArrowRight"
          title={t('time.next_key')}
          onClick={next}
        >
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
      </Group>
      <Title order={2} aria-live="polite" className={classes['week']}>
        {formatDays(first, last)}
      </Title>
      <TextInput
        type="date"
        aria-label={t('time.go_to')}
        className={classes['goto']}
        value={days.includes(today) ? today : first}
        onChange={({ currentTarget }) => {
          if (isCalendarDay(currentTarget.value)) onGo(currentTarget.value);
        }}
      />
    </Group>
  );
}
