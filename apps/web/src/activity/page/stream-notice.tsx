import { Button, Group, Text } from '@mantine/core';
import { IconArrowBarToUp, IconArrowUp } from '@tabler/icons-react';
import { formatDay } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import classes from '../list/stream.module.css';
import { useActivityPage } from './activity-page.ts';
import type { Stream } from './use-stream.ts';

/** After a jump: where one is, the way to what happened afterwards, and the way back to now. */
export function StreamNotice({ stream }: { stream: Stream }) {
  const { state, go } = useActivityPage();
  const { at, ...rest } = state;
  if (at === undefined) return null;
  return (
    <Group justify="space-between" gap="xs" className={classes['notice'] ?? ''}>
      <Text component="output" size="sm">
        {t('activity.jumped', { day: formatDay(at) })}
      </Text>
      <Group gap="xs">
        {stream.hasNewer && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconArrowUp size={15} aria-hidden />}
            loading={stream.isFetchingPreviousPage}
            onClick={() => void stream.fetchPreviousPage()}
          >
            {t('activity.show_newer')}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="light"
          leftSection={<IconArrowBarToUp size={15} aria-hidden />}
          onClick={() => go(rest)}
        >
          {t('activity.back_to_now')}
        </Button>
      </Group>
    </Group>
  );
}
