import { Group, Kbd, Text } from '@mantine/core';
import { t } from '../../i18n/index.ts';

/** The keys of the feed, where there is a keyboard and room. */
export const KeyHints = () => (
  <Group gap={6} wrap="nowrap" visibleFrom="md">
    <Kbd size="xs">j</Kbd>
    <Kbd size="xs">k</Kbd>
    <Text size="xs" c="dimmed">
      {t('activity.keys.move')}
    </Text>
    <Kbd size="xs">Enter</Kbd>
    <Text size="xs" c="dimmed">
      {t('activity.keys.open')}
    </Text>
  </Group>
);
