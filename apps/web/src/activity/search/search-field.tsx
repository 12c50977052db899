import { useActivityPage } from '../activity-page.ts';
import { useStreamError } from '../stream/use-stream-error.ts';
import { SearchBox } from './search-box.tsx';
import { searchErrorOf } from './search-error.ts';

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
