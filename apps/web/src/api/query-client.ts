import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isFinal, isUnauthorized } from './api-error.ts';

const RETRIES = 2;

/** @param onUnauthorized called whenever an answer says that the session is over */
export function createQueryClient(onUnauthorized: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (isUnauthorized(error)) onUnauthorized();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => failures < RETRIES && !isFinal(error),
      },
    },
  });
}
