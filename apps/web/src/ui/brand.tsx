import { Group, Text } from '@mantine/core';

export const Brand = () => (
  <Group gap="xs" wrap="nowrap">
    <img src="/favicon.svg" alt="" width={28} height={28} />
    <Text fw={700} component="span" style={{ whiteSpace: 'nowrap' }}>
      TimeTracker
    </Text>
  </Group>
);
