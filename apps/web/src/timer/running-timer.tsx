import { Button, Group, Text } from '@mantine/core';
import { IconPlayerStopFilled } from '@tabler/icons-react';
import type { TimeEntry } from '@timetracker/shared';
import { elapsedTime } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { trpc } from '../trpc.ts';
import { useNow } from '../ui/clock.ts';
import { sayDone, sayFailed } from '../ui/toast.tsx';
import { subjectOf } from './subject.ts';
import classes from './timer.module.css';

const elapsedOf = ({ started_at }: TimeEntry, end: number) => elapsedTime(end - Date.parse(started_at));

/** The running timer: on what, for how long, and the way to stop it. */
export function RunningTimer({ entry }: { entry: TimeEntry }) {
  const api = trpc.useUtils();
  const stop = trpc.timeEntry.stop.useMutation({
    onSuccess: (stopped) => {
      api.timeEntry.running.setData(undefined, null);
      const end = Date.parse(stopped.ended_at ?? '') || Date.now();
      sayDone(t('time.timer.stopped', { subject: subjectOf(stopped), time: elapsedOf(stopped, end) }));
    },
    onError: (error) => sayFailed(t('time.timer.not_stopped'), error),
    onSettled: () => api.timeEntry.invalidate(),
  });
  return (
    <Group justify="space-between" gap="md">
      <div className={classes['subject']}>
        <Text fw={600}>{subjectOf(entry)}</Text>
        {entry.notes && (
          <Text size="sm" c="dimmed">
            {entry.notes}
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
      {elapsedOf(entry, now)}
    </div>
  );
}
