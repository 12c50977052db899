import { Text } from '@mantine/core';
import { t } from '../i18n/index.ts';

/** Where there is nothing to draw or to rank. */
export const NothingCounted = () => (
  <Text size="sm" c="dimmed">
    {t('stats.nothing')}
  </Text>
);
