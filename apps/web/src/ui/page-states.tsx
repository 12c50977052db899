import { Center, Loader, Text } from '@mantine/core';
import { Link, useRouter } from '@tanstack/react-router';
import { t } from '../i18n/index.ts';
import { Failure } from './failure.tsx';
import { Loading } from './loading.tsx';
import { Page } from './page.tsx';

export const PagePending = () => (
  <Loading what={t('common.the_page')}>
    <Center mih="60vh">
      <Loader />
    </Center>
  </Loading>
);

export const NotFoundPage = () => (
  <Page title={t('common.not_found')}>
    <Text mb="md">{t('common.not_found_why')}</Text>
    <Link to="/">{t('common.to_dashboard')}</Link>
  </Page>
);

/** What a page shows when it could not be loaded at all. */
export function PageError({ error }: { error: unknown }) {
  const router = useRouter();
  return (
    <Page title={t('common.went_wrong')}>
      <Failure title={t('common.page_not_loaded')} error={error} onRetry={() => void router.invalidate()} />
    </Page>
  );
}
