import { useRouter } from '@tanstack/react-router';
import { Failure } from './failure.tsx';
import { Page } from './page.tsx';

/** What a page shows when it could not be loaded at all. */
export function PageError({ error }: { error: unknown }) {
  const router = useRouter();
  return (
    <Page title="Something went wrong">
      <Failure title="This page could not be loaded" error={error} onRetry={() => void router.invalidate()} />
    </Page>
  );
}
