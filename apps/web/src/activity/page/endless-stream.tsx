import { Button, Loader, Stack, Text } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { errorMessageOf } from '../../api/api-error.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { toastError } from '../../ui/toast.tsx';
import classes from '../list/stream.module.css';
import { useActivityPage } from './activity-page.ts';
import { StreamNotice } from './stream-notice.tsx';
import { StreamSummary } from './stream-summary.tsx';
import { StreamView } from './stream-view.tsx';
import { useNewActivities } from './use-new-activities.ts';
import { type Stream, useStream } from './use-stream.ts';
import { useVisit } from './use-visit.ts';

const TOLERANCE_PX = 4;

const subscribe = (listener: () => void) => {
  window.addEventListener('scroll', listener, { passive: true });
  document.addEventListener('visibilitychange', listener);
  return () => {
    window.removeEventListener('scroll', listener);
    document.removeEventListener('visibilitychange', listener);
  };
};

/** Whether somebody looks at the very top of the page. */
const useIsAtTop = () =>
  useSyncExternalStore(subscribe, () => window.scrollY <= TOLERANCE_PX && !document.hidden);

const none: ReadonlySet<number> = new Set();

/**
 * The feed without end: older activities are loaded as one comes near them. What happens meanwhile waits above until it
 * is asked for, except at the very top, where nobody reads yet what would move.
 */
export function EndlessStream() {
  const { input, state } = useActivityPage();
  const stream = useStream(input, state.at);
  const isAtHead = stream.isSuccess && !stream.hasNewer;
  const newActivities = useNewActivities(stream, input, state.at, isAtHead);
  const isAtTop = useIsAtTop();
  const count = newActivities.activities.length;

  const taking = useMutation({
    mutationFn: newActivities.take,
    onError: (error) => toastError(t('feed.not_loaded'), error),
  });
  const takeIf = useEffectEvent((mayMove: boolean) => {
    if (mayMove) taking.mutate();
  });
  useEffect(() => takeIf(isAtTop && count > 0), [isAtTop, count]);
  const isNew = useVisit(stream.activities, isAtHead && count === 0);

  return (
    <>
      <StreamSummary total={state.at === undefined ? stream.total : undefined} />
      <StreamNotice stream={stream} />
      <NewActivitiesPill
        count={isAtTop ? 0 : count}
        hasMore={newActivities.hasMore}
        onTake={() => {
          taking.mutate();
          window.scrollTo({ top: 0 });
        }}
      />
      <StreamView
        query={stream}
        pages={stream.loaded}
        activities={stream.activities}
        size={stream.hasOlder || stream.hasNewer ? -1 : undefined}
        isNew={isNew}
        arrived={taking.data ?? none}
        isBusy={stream.isFetchingNextPage || stream.isFetchingPreviousPage}
        onNearEnd={() => {
          if (stream.hasOlder && !stream.isFetching && !stream.isFetchNextPageError)
            void stream.fetchNextPage();
        }}
        onNearStart={() => {
          if (stream.hasNewer && !stream.isFetching && !stream.isFetchPreviousPageError)
            void stream.fetchPreviousPage();
        }}
      />
      <StreamFoot stream={stream} />
    </>
  );
}

/** How much has come meanwhile; a press shows it. Said politely to whoever does not see it. */
const NewActivitiesPill = ({
  count,
  hasMore,
  onTake,
}: {
  count: number;
  hasMore: boolean;
  onTake: () => void;
}) => (
  <output className={classes['pill']} aria-live="polite">
    {count > 0 && (
      <Button
        size="compact-sm"
        radius="xl"
        leftSection={<IconArrowUp size={15} aria-hidden />}
        onClick={onTake}
      >
        {hasMore
          ? t('activity.new_activities_many', { count: formatNumber(count) })
          : t('activity.new_activities', { count })}
      </Button>
    )}
  </output>
);

/** What is below the last activity that is loaded: more on its way, why it is not, or the end. */
function StreamFoot({ stream }: { stream: Stream }) {
  if (stream.activities.length === 0) return null;
  return (
    <Stack align="center" gap="xs" py="md" mih="4rem">
      {stream.isFetchingNextPage && <Loader size="sm" aria-label={t('activity.loading_older')} />}
      {stream.isFetchNextPageError && (
        <>
          <Text role="alert" size="sm" c="var(--mantine-color-error)">
            {errorMessageOf(stream.error)}
          </Text>
          <Button size="xs" variant="default" onClick={() => void stream.fetchNextPage()}>
            {t('common.try_again')}
          </Button>
        </>
      )}
      {!stream.hasOlder && (
        <Text size="sm" c="dimmed">
          {t('activity.the_beginning')}
        </Text>
      )}
    </Stack>
  );
}
