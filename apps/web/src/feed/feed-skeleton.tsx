import { Group, Skeleton, Stack } from '@mantine/core';
import { t } from '../i18n/index.ts';
import { Loading } from '../ui/loading.tsx';
import { PAGE_SIZE } from './feed-pages.ts';

const rows = Array.from({ length: PAGE_SIZE }, (_, row) => row);

export const FeedSkeleton = () => (
  <Loading what={t('feed.activities')}>
    <Stack gap="lg" py="xs">
      {rows.map((row) => (
        <Group key={row} wrap="nowrap" gap="sm" align="flex-start">
          <Skeleton circle height={36} />
          <Stack gap={6} flex={1}>
            <Skeleton height={12} width="40%" />
            <Skeleton height={12} width="85%" />
            <Skeleton height={10} width="30%" />
          </Stack>
        </Group>
      ))}
    </Stack>
  </Loading>
);
