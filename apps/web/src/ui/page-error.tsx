import { useRouter } from '@tanstack/react-router';
import { t } from '../i18n/index.ts';
import { Failure } from './failure.tsx';
import { Page } from './page.tsx';

/** What a page shows when it could not be loaded at all. */
export function PageError({ error }: { error: unknown }) {
  const router = useRouter();
  return (
    <Page title={t('common.went_wrong')}>
      <Failure title={t('common.page_not_loaded')} error={error} onRetry={() => void router.invalidate()} />
    </Page>
  );
}
