import { Center, Loader } from '@mantine/core';
import { Loading } from './loading.tsx';

export const PagePending = () => (
  <Loading what="the page">
    <Center mih="60vh">
      <Loader />
    </Center>
  </Loading>
);
