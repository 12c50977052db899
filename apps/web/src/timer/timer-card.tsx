import { Button, Card, Skeleton, Title } from '@mantine/core';
import { Suspense, useState } from 'react';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { Loading } from '../ui/loading.tsx';
import { part } from '../ui/part.tsx';
import { Query } from '../ui/query.tsx';
import classes from './timer.module.css';

const RunningTimer = part(() => import('./running-timer.tsx'));
const StartTimerForm = part(() => import('./start-timer-form.tsx'));

const HEIGHT = 110;

const LoadingTimer = () => (
  <Loading what={t('time.timer.the_timer')}>
    <Skeleton height={HEIGHT} />
  </Loading>
);

/**
 * What one is working on, or the way to begin. A form that is being filled in stays when the timer is started
 * elsewhere: what it starts then stops that one.
 */
export function TimerCard() {
  const running = trpc.timeEntry.running.useQuery();
  const [isFilling, setFilling] = useState(false);
  return (
    <Card component="section" aria-labelledby="timer-title">
      <Title order={2} id="timer-title" mb="md">
        {t('time.timer.title')}
      </Title>
      <Query
        of={running}
        what={t('time.timer.the_timer')}
        skeleton={HEIGHT}
        failure={t('time.timer.not_loaded')}
      >
        {(entry) => (
          <>
            {entry && (
              <Suspense fallback={<LoadingTimer />}>
                <RunningTimer entry={entry} />
              </Suspense>
            )}
            {entry && !isFilling && (
              <Button
                variant="subtle"
                size="compact-sm"
                className={classes['other'] ?? ''}
                onClick={() => setFilling(true)}
              >
                {t('time.timer.other')}
              </Button>
            )}
            {(!entry || isFilling) && (
              <Suspense fallback={<LoadingTimer />}>
                <StartTimerForm isRunning={entry !== null} onFilling={setFilling} />
              </Suspense>
            )}
          </>
        )}
      </Query>
    </Card>
  );
}
