import { useInfiniteQuery } from '@tanstack/react-query';
import { trpc } from '../../../api/trpc.ts';
import { useActivityPage } from '../activity-page.ts';
import { STREAM_SIZE, streamPages } from '../stream-pages.ts';
import { SearchBox } from './search-box.tsx';
import { searchErrorOf } from './search-error.ts';

/** Why what the page asks for could not be loaded; null when it was. */
function useStreamError(): unknown {
  const { state, input } = useActivityPage();
  const { page } = state;
  const endless = useInfiniteQuery({ ...streamPages(input, state.at), enabled: page === undefined });
  const paged = trpc.activity.list.useQuery(
    { ...input, page, limit: STREAM_SIZE },
    { enabled: page !== undefined },
  );
  return page === undefined ? endless.error : paged.error;
}

/** The search of the Activity page, with what the server says against it. */
export function SearchField() {
  const { state, filter } = useActivityPage();
  const { q } = state.filters;
  const error = useStreamError();
  return (
    <SearchBox
      q={q ?? ''}
      error={searchErrorOf(error, q)}
      onSearch={(text) => filter({ q: text === '' ? undefined : text })}
    />
  );
}
