import { useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { t } from '../../i18n/index.ts';
import { sayFailed } from '../../ui/toast.tsx';
import { useActivityPage } from '../activity-page.ts';
import { useVisit } from '../unseen/use-visit.ts';
import { NewsPill } from './news-pill.tsx';
import { StreamFoot } from './stream-foot.tsx';
import { StreamNotice } from './stream-notice.tsx';
import { StreamSummary } from './stream-summary.tsx';
import { StreamView } from './stream-view.tsx';
import { useIsAtTop } from './use-at-top.ts';
import { useNews } from './use-news.ts';
import { useStream } from './use-stream.ts';

const none: ReadonlySet<number> = new Set();

/**
 * The feed without end: older activities are loaded as one comes near them. What happens meanwhile waits above until it
 * is asked for, except at the very top, where nobody reads yet what would move.
 */
export function EndlessStream() {
  const { input, state } = useActivityPage();
  const stream = useStream(input, state.at);
  const isAtHead = stream.isSuccess && !stream.hasNewer;
  const news = useNews(stream, input, state.at, isAtHead);
  const isAtTop = useIsAtTop();
  const count = news.activities.length;

  const taking = useMutation({
    mutationFn: news.take,
    onError: (error) => sayFailed(t('feed.not_loaded'), error),
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
      <NewsPill
        count={isAtTop ? 0 : count}
        hasMore={news.hasMore}
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
