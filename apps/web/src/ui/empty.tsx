import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** Nothing here: what would be, and how it comes about. */
export const Empty = ({ title, children }: { title: string; children?: ReactNode }) => (
  <Stack gap={4} align="center" py="lg" ta="center">
    <Text fw={600}>{title}</Text>
    {children && (
      <Text size="sm" c="dimmed" component="div" maw="32rem">
        {children}
      </Text>
    )}
  </Stack>
);
