import type { AppRouter } from '@timetracker/api/router';
import { createTRPCReact, httpBatchLink } from '@trpc/react-query';

/** The API's procedures as hooks; inputs and outputs are the contracts of the shared package. */
export const trpc = createTRPCReact<AppRouter>();

export const trpcClient = trpc.createClient({ links: [httpBatchLink({ url: '/api/trpc' })] });
