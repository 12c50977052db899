import { Card, Skeleton, Title } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { t } from '../i18n/index.ts';
import { trpc } from '../trpc.ts';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { RunningTimer } from './running-timer.tsx';

const StartTimerForm = lazy(() => import('./start-timer-form.tsx'));

const LoadingTimer = () => (
  <Loading what={t('time.timer.the_timer')}>
    <Skeleton height={110} />
  </Loading>
);

/** What one is working on, or the way to begin. */
export function TimerCard() {
  const running = trpc.timeEntry.running.useQuery();
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
      {running.data === null && (
        <Suspense fallback={<LoadingTimer />}>
          <StartTimerForm />
        </Suspense>
      )}
    </Card>
  );
}
