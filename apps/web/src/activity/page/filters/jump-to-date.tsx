import { Button, Group, Popover, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendarSearch } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { dayOf } from '../../../i18n/format.ts';
import { t } from '../../../i18n/index.ts';
import { isCalendarDay } from '../../../ui/calendar-day.ts';
import { useActivityPage } from '../activity-page.ts';

/** The way to a day, without narrowing the feed: what was before and after it stays in reach. */
export function JumpToDate() {
  const { state, go } = useActivityPage();
  const [opened, { toggle, close, open }] = useDisclosure();
  const [day, setDay] = useState(() => state.at ?? dayOf(new Date()));
  const jump = (event: FormEvent) => {
    event.preventDefault();
    if (!isCalendarDay(day)) return;
    const { page: _, ...rest } = state;
    close();
    go({ ...rest, at: day });
  };
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
          variant={state.at ? 'light' : 'default'}
          leftSection={<IconCalendarSearch size={14} aria-hidden />}
          onClick={toggle}
        >
          {t('activity.jump')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('activity.jump')}>
        <form onSubmit={jump}>
          <Group gap="xs" align="flex-end" wrap="nowrap">
            <TextInput
              type="date"
              size="xs"
              label={t('activity.jump_to')}
              required
              value={day}
              onChange={(event) => setDay(event.currentTarget.value)}
            />
            <Button type="submit" size="xs">
              {t('activity.jump_go')}
            </Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
