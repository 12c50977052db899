import { Button, Group, Text } from '@mantine/core';
import { IconPlayerStopFilled } from '@tabler/icons-react';
import type { TimeEntry } from '@timetracker/shared';
import { elapsedTime } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { useNow } from '../ui/clock.ts';
import { Isolated } from '../ui/isolated.tsx';
import classes from './timer.module.css';
import { subjectOf, useStopTimer } from './use-stop-timer.ts';

/** The running timer: on what, for how long, and the way to stop it. */
export default function RunningTimer({ entry }: { entry: TimeEntry }) {
  const stop = useStopTimer();
  return (
    <Group justify="space-between" gap="md">
      <div className={classes['subject']}>
        <Text fw={600}>
          <Isolated>{subjectOf(entry)}</Isolated>
        </Text>
        {entry.notes && (
          <Text size="sm" c="dimmed">
            <Isolated>{entry.notes}</Isolated>
          </Text>
        )}
      </div>
      <Group gap="md" wrap="nowrap">
        <Elapsed entry={entry} />
        <Button
          color="red"
          leftSection={<IconPlayerStopFilled size={18} aria-hidden />}
          loading={stop.isPending}
          onClick={() => stop.mutate()}
        >
          {t('time.timer.stop')}
        </Button>
      </Group>
    </Group>
  );
}

function Elapsed({ entry }: { entry: TimeEntry }) {
  const now = useNow(1_000);
  return (
    <div role="timer" aria-label={t('time.timer.elapsed')} className={classes['elapsed']}>
      {elapsedTime(now - Date.parse(entry.started_at))}
    </div>
  );
}
