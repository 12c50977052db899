import { useInfiniteQuery } from '@tanstack/react-query';
import { trpc } from '../../trpc.ts';
import { useActivityPage } from '../activity-page.ts';
import { PAGE_SIZE, streamPages } from './stream-pages.ts';

/** Why what the page asks for could not be loaded; null when it was. */
export function useStreamError(): unknown {
  const { state, input } = useActivityPage();
  const { page } = state;
  const endless = useInfiniteQuery({ ...streamPages(input, state.at), enabled: page === undefined });
  const paged = trpc.activity.list.useQuery(
    { ...input, page, limit: PAGE_SIZE },
    { enabled: page !== undefined },
  );
  return page === undefined ? endless.error : paged.error;
}
