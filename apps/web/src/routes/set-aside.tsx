import { Text } from '@mantine/core';
import { t } from '../i18n/index.ts';
import { SetAsideList } from '../set-aside/set-aside-list.tsx';
import { Page } from '../ui/page.tsx';

export const SetAside = () => (
  <Page title={t('set-aside.title')}>
    <Text c="dimmed" size="sm" mb="md">
      {t('set-aside.lead')}
    </Text>
    <SetAsideList />
  </Page>
);
