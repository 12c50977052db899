import { Alert, Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { Query } from '../ui/query.tsx';
import classes from './set-aside.module.css';
import { SetAsideCard } from './set-aside-card.tsx';

const FIRST = 20;
/** The most that the API lists. */
const MOST = 100;

export function SetAsideList() {
  const [limit, setLimit] = useState(FIRST);
  const list = trpc.activity.setAside.useQuery({ limit }, { placeholderData: (previous) => previous });
  return (
    <Query of={list} what={t('set-aside.events')} skeleton={240} failure={t('set-aside.not_loaded')}>
      {({ events, total, awaiting_newer_worker: awaiting }) => (
        <Stack>
          {awaiting > 0 && (
            <Alert color="yellow" title={t('set-aside.awaiting', { count: awaiting })}>
              {t('set-aside.awaiting_why')}
            </Alert>
          )}
          {events.length === 0 ? (
            <Empty title={t('set-aside.nothing')}>{t('set-aside.nothing_why')}</Empty>
          ) : (
            <Text size="sm" component="output">
              {t('set-aside.shown', { shown: events.length, total })}
            </Text>
          )}
          {events.length > 0 && (
            <ul className={classes['list']}>
              {events.map((event) => (
                <li key={event.id}>
                  <SetAsideCard event={event} />
                </li>
              ))}
            </ul>
          )}
          {limit < MOST && events.length < total && (
            <Button variant="default" loading={list.isFetching} onClick={() => setLimit(MOST)}>
              {t('set-aside.show_more')}
            </Button>
          )}
        </Stack>
      )}
    </Query>
  );
}
