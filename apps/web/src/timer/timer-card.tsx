import { Button, Card, Skeleton, Title } from '@mantine/core';
import { Suspense, useState } from 'react';
import { t } from '../i18n/index.ts';
import { trpc } from '../trpc.ts';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { part } from '../ui/part.tsx';
import { RunningTimer } from './running-timer.tsx';
import classes from './timer.module.css';

const StartTimerForm = part(() => import('./start-timer-form.tsx'));

const LoadingTimer = () => (
  <Loading what={t('time.timer.the_timer')}>
    <Skeleton height={110} />
  </Loading>
);

/**
 * What one is working on, or the way to begin. A form that is being filled in stays when the timer is started
 * elsewhere: what it starts then stops that one.
 */
export function TimerCard() {
  const running = trpc.timeEntry.running.useQuery();
  const [isFilling, setFilling] = useState(false);
  const isRunning = running.data != null;
  return (
    <Card component="section" aria-labelledby="timer-title">
      <Title order={2} id="timer-title" mb="md">
        {t('time.timer.title')}
      </Title>
      {running.isPending && <LoadingTimer />}
      {running.isLoadingError && (
        <Failure
          title={t('time.timer.not_loaded')}
          error={running.error}
          onRetry={() => void running.refetch()}
        />
      )}
      {running.data && <RunningTimer entry={running.data} />}
      {isRunning && !isFilling && (
        <Button
          variant="subtle"
          size="compact-sm"
          className={classes['other'] ?? ''}
          onClick={() => setFilling(true)}
        >
          {t('time.timer.other')}
        </Button>
      )}
      {running.isSuccess && (!isRunning || isFilling) && (
        <Suspense fallback={<LoadingTimer />}>
          <StartTimerForm isRunning={isRunning} onFilling={setFilling} />
        </Suspense>
      )}
    </Card>
  );
}
