import { Button, Group, Popover, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import type { ViewFilters } from '@timetracker/shared';
import { formatDate } from '../../../i18n/format.ts';
import { t } from '../../../i18n/index.ts';
import { useActivityPage } from '../activity-page.ts';
import { DayInput } from './day-input.tsx';

const presets = [1, 7, 30, 90] as const;
const daysLabel = (days: number) =>
  days === 1 ? t('activity.today') : t('activity.last_days', { count: days });

function summary({ days, start_date, end_date }: ViewFilters): string | undefined {
  if (days !== undefined) return daysLabel(days);
  if (start_date && end_date)
    return t('activity.filter.from_to', { from: formatDate(start_date), to: formatDate(end_date) });
  if (start_date) return t('activity.filter.since', { day: formatDate(start_date) });
  return end_date && t('activity.filter.until', { day: formatDate(end_date) });
}

/** From when to when: so many days up to today, or between two days, both included. */
export function DateFacet() {
  const { state, filter } = useActivityPage();
  const [opened, { toggle, close, open }] = useDisclosure();
  const { filters } = state;
  const text = summary(filters);
  const label = t('activity.filter.dates');
  return (
    <Popover
      opened={opened}
      onChange={(isOpen) => (isOpen ? open() : close())}
      position="bottom-start"
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          size="xs"
          variant={text ? 'light' : 'default'}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={text ? t('activity.filter.active', { label, chosen: text }) : label}
          onClick={toggle}
        >
          {text ?? label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <Stack gap="sm">
          <Group gap={6} maw={280}>
            {presets.map((days) => (
              <Button
                key={days}
                size="compact-sm"
                variant={filters.days === days ? 'filled' : 'default'}
                aria-pressed={filters.days === days}
                onClick={() => {
                  filter({ days, start_date: undefined, end_date: undefined });
                  close();
                }}
              >
                {daysLabel(days)}
              </Button>
            ))}
          </Group>
          <Group gap="xs" grow wrap="nowrap">
            <DayInput
              label={t('activity.filter.from')}
              day={filters.start_date}
              max={filters.end_date}
              onChange={(start_date) => filter({ start_date, days: undefined })}
            />
            <DayInput
              label={t('activity.filter.to')}
              day={filters.end_date}
              min={filters.start_date}
              onChange={(end_date) => filter({ end_date, days: undefined })}
            />
          </Group>
          {text && (
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              onClick={() => filter({ days: undefined, start_date: undefined, end_date: undefined })}
            >
              {t('activity.filter.any_time')}
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
