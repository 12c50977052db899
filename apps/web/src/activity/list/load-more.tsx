import { Button, Text } from '@mantine/core';
import { errorMessageOf } from '../../api/api-error.ts';
import { t } from '../../i18n/index.ts';
import type { useFeed } from '../data/use-feed.ts';

/** The way from a short feed to older activities, and why it failed where it did. */
export const LoadMore = ({ feed }: { feed: ReturnType<typeof useFeed> }) => (
  <>
    {feed.isFetchNextPageError && (
      <Text role="alert" size="sm" c="var(--mantine-color-error)" ta="center" mt="xs">
        {errorMessageOf(feed.error)}
      </Text>
    )}
    {feed.hasOlder && (
      <Button
        variant="default"
        size="sm"
        fullWidth
        mt="sm"
        loading={feed.isFetchingNextPage}
        onClick={() => void feed.fetchNextPage()}
      >
        {t('feed.load_more')}
      </Button>
    )}
  </>
);
