import { Group, Text } from '@mantine/core';
import { t } from '../../i18n/index.ts';
import { RestLink } from '../rest-link.tsx';
import { KeyHints } from './key-hints.tsx';
import { PagesLink } from './pages-link.tsx';

/** How many there are, and other ways to them. @param total undefined while nobody has counted */
export const StreamSummary = ({ total }: { total: number | undefined }) => (
  <Group justify="space-between" gap="xs" mb={6} mih={28}>
    <Text component="output" size="xs" c="dimmed">
      {total !== undefined && t('activity.total', { count: total })}
    </Text>
    <Group gap="md">
      <KeyHints />
      <PagesLink />
      <RestLink />
    </Group>
  </Group>
);
