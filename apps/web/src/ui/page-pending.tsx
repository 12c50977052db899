import { Center, Loader } from '@mantine/core';
import { t } from '../i18n/index.ts';
import { Loading } from './loading.tsx';

export const PagePending = () => (
  <Loading what={t('common.the_page')}>
    <Center mih="60vh">
      <Loader />
    </Center>
  </Loading>
);
