import { Alert, Button, Skeleton, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import classes from './set-aside.module.css';
import { SetAsideCard } from './set-aside-card.tsx';

const FIRST = 20;
/** The most that the API lists. */
const MOST = 100;

export function SetAsideList() {
  const [limit, setLimit] = useState(FIRST);
  const list = trpc.activity.setAside.useQuery({ limit }, { placeholderData: (previous) => previous });
  if (list.isPending)
    return (
      <Loading what={t('set-aside.events')}>
        <Skeleton height={240} />
      </Loading>
    );
  if (list.isLoadingError)
    return (
      <Failure title={t('set-aside.not_loaded')} error={list.error} onRetry={() => void list.refetch()} />
    );
  const { events, total, awaiting_newer_worker: awaiting } = list.data;
  const waiting = awaiting > 0 && (
    <Alert color="yellow" title={t('set-aside.awaiting', { count: awaiting })}>
      {t('set-aside.awaiting_why')}
    </Alert>
  );
  if (events.length === 0)
    return (
      <Stack>
        {waiting}
        <Empty title={t('set-aside.nothing')}>{t('set-aside.nothing_why')}</Empty>
      </Stack>
    );
  return (
    <Stack>
      {waiting}
      <Text size="sm" component="output">
        {t('set-aside.shown', { shown: events.length, total })}
      </Text>
      <ul className={classes['list']}>
        {events.map((event) => (
          <li key={event.id}>
            <SetAsideCard event={event} />
          </li>
        ))}
      </ul>
      {limit < MOST && events.length < total && (
        <Button variant="default" loading={list.isFetching} onClick={() => setLimit(MOST)}>
          {t('set-aside.show_more')}
        </Button>
      )}
    </Stack>
  );
}
