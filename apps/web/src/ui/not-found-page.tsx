import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { t } from '../i18n/index.ts';
import { Page } from './page.tsx';

export const NotFoundPage = () => (
  <Page title={t('common.not_found')}>
    <Text mb="md">{t('common.not_found_why')}</Text>
    <Link to="/">{t('common.to_dashboard')}</Link>
  </Page>
);
