import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { Empty } from './empty.tsx';
import { Failure } from './failure.tsx';
import { Loading } from './loading.tsx';

/** What is needed of a query to show its states. */
export interface Asked<Data> {
  data: Data | undefined;
  isLoadingError: boolean;
  error: unknown;
  refetch: () => unknown;
}

/**
 * Several queries as one, which fails as soon as one of them does.
 * @param data what they give together; undefined while something is missing
 */
export const together = <Data,>(queries: readonly Asked<unknown>[], data: Data | undefined): Asked<Data> => {
  const failed = queries.find((query) => query.isLoadingError);
  return {
    data,
    isLoadingError: failed !== undefined,
    error: failed?.error,
    refetch: () =>
      Promise.all(queries.filter((query) => query.error !== null).map((query) => query.refetch())),
  };
};

interface QueryProps<Data> {
  of: Asked<Data>;
  /** What is on its way, for the ear: follows `Loading`, as in `Loading activities…`. */
  what: string;
  /** The outline of what is on its way: its height in px, or a drawing of it. */
  skeleton: number | ReactNode;
  /** Says that it could not be loaded. */
  failure: string;
  /** What is there instead of an empty list; a text is its title. */
  empty?: ReactNode;
  children: (data: Data) => ReactNode;
}

const isEmptyList = (data: unknown) => Array.isArray(data) && data.length === 0;

/**
 * What was asked for, in each of its states: on its way, not loaded (why, and a way to try again), empty, and there. The
 * one look of all of them: no page draws them by itself.
 */
export function Query<Data>({ of: query, what, skeleton, failure, empty, children }: QueryProps<Data>) {
  const { data, error, isLoadingError, refetch } = query;
  if (data !== undefined) {
    if (empty === undefined || !isEmptyList(data)) return children(data);
    return typeof empty === 'string' ? <Empty title={empty} /> : empty;
  }
  if (isLoadingError) return <Failure title={failure} error={error} onRetry={() => void refetch()} />;
  return (
    <Loading what={what}>{typeof skeleton === 'number' ? <Skeleton height={skeleton} /> : skeleton}</Loading>
  );
}
