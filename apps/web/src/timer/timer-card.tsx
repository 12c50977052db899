import { Card, Skeleton, Title } from '@mantine/core';
import { trpc } from '../trpc.ts';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { RunningTimer } from './running-timer.tsx';
import { StartTimerForm } from './start-timer-form.tsx';

/** What one is working on, or the way to begin. */
export function TimerCard() {
  const running = trpc.timeEntry.running.useQuery();
  return (
    <Card component="section" aria-labelledby="timer-title">
      <Title order={2} id="timer-title" mb="md">
        Timer
      </Title>
      {running.isPending && (
        <Loading what="the timer">
          <Skeleton height={64} />
        </Loading>
      )}
      {running.isLoadingError && (
        <Failure
          title="The timer could not be loaded"
          error={running.error}
          onRetry={() => void running.refetch()}
        />
      )}
      {running.isSuccess && (running.data ? <RunningTimer entry={running.data} /> : <StartTimerForm />)}
    </Card>
  );
}
