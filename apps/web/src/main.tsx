import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './ui/styles.css';
import { MantineProvider } from '@mantine/core';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createTRPCQueryUtils } from '@trpc/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { isFinal, isUnauthorized } from './api/api-error.ts';
import { trpc, trpcClient } from './api/trpc.ts';
import { activateLocale } from './i18n/activate-locale.ts';
import { buildRouter } from './router.tsx';
import { loadMe } from './session/load-me.ts';
import { cssVariables, theme } from './ui/theme.ts';
import { Toasts } from './ui/toasts.tsx';

const RETRIES = 2;

/** @param onUnauthorized called whenever an answer says that the session is over */
function createQueryClient(onUnauthorized: () => void): QueryClient {
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

/** The nonce that the content security policy of this very answer allows for style elements. */
const styleNonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

// Where the style elements of Mantine's scroll lock (react-remove-scroll) take theirs from.
Object.assign(globalThis, { __webpack_nonce__: styleNonce });

const queryClient = createQueryClient(askToSignIn);
const api = createTRPCQueryUtils({ queryClient, client: trpcClient });
const router = buildRouter({ loadMe: () => loadMe(api) });

/** The session is over: forget what it showed, and come back to the same page after signing in. */
function askToSignIn() {
  if (router.state.location.pathname === '/sign-in') return;
  queryClient.clear();
  void router.invalidate();
}

/** Shows the page: in the browser's language until it is known who is there, as nothing is shown without words. */
async function start() {
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  await activateLocale(null);
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="auto"
        getStyleNonce={() => styleNonce}
      >
        <Toasts />
        <trpc.Provider client={trpcClient} queryClient={queryClient}>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </trpc.Provider>
      </MantineProvider>
    </StrictMode>,
  );
}

start().catch((error: unknown) => {
  document.body.append('TimeTracker could not be loaded. Reload the page to try again.');
  throw error;
});
