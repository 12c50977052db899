import { Button, Loader, Stack, Text } from '@mantine/core';
import { errorMessageOf } from '../../api-error.ts';
import { t } from '../../i18n/index.ts';
import type { Stream } from './use-stream.ts';

/** What is below the last activity that is loaded: more on its way, why it is not, or the end. */
export function StreamFoot({ stream }: { stream: Stream }) {
  if (stream.activities.length === 0) return null;
  return (
    <Stack align="center" gap="xs" py="md" mih="4rem">
      {stream.isFetchingNextPage && <Loader size="sm" aria-label={t('activity.loading_older')} />}
      {stream.isFetchNextPageError && (
        <>
          <Text role="alert" size="sm" c="var(--mantine-color-error)">
            {errorMessageOf(stream.error)}
          </Text>
          <Button size="xs" variant="default" onClick={() => void stream.fetchNextPage()}>
            {t('common.try_again')}
          </Button>
        </>
      )}
      {!stream.hasOlder && (
        <Text size="sm" c="dimmed">
          {t('activity.the_beginning')}
        </Text>
      )}
    </Stack>
  );
}
