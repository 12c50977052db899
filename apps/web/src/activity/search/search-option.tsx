import { Group, Text } from '@mantine/core';
import type { Completion } from './search-completion.ts';
import classes from './search.module.css';

/** A completion: what is typed, and what it means. */
export const SearchOption = ({ completion: { text, label } }: { completion: Completion }) => (
  <Group gap="md" wrap="nowrap">
    <Text component="span" size="sm" className={classes['typed']}>
      {text}
    </Text>
    <Text component="span" size="xs" c="dimmed" truncate>
      {label}
    </Text>
  </Group>
);
