import { keepPreviousData } from '@tanstack/react-query';
import { useMemo } from 'react';
import { trpc } from '../../api/trpc.ts';
import { useActivityPage } from './activity-page.ts';
import { PageLinks } from './page-links.tsx';
import { STREAM_SIZE } from './stream-pages.ts';
import { StreamSummary } from './stream-summary.tsx';
import { StreamView } from './stream-view.tsx';
import { useVisit } from './use-visit.ts';

const nothing = () => {};
const none: ReadonlySet<number> = new Set();

/** The feed page by page: nothing comes by itself, and the foot leads to the next page. */
export function PagedStream({ page }: { page: number }) {
  const { input } = useActivityPage();
  const list = trpc.activity.list.useQuery(
    { ...input, page, limit: STREAM_SIZE },
    { placeholderData: keepPreviousData },
  );
  const { data } = list;
  const activities = useMemo(() => data?.activities ?? [], [data]);
  const pages = useMemo(() => [activities], [activities]);
  const isNew = useVisit(activities, page === 1 && list.isSuccess);
  return (
    <>
      <StreamSummary total={data?.total} />
      <StreamView
        query={list}
        pages={pages}
        activities={activities}
        size={undefined}
        isNew={isNew}
        arrived={none}
        isBusy={list.isPlaceholderData}
        onNearEnd={nothing}
        onNearStart={nothing}
      />
      {data && <PageLinks page={page} pages={data.pages} />}
    </>
  );
}
