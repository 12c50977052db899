import { Group, Text } from '@mantine/core';
import type { Completion } from './search-completion.ts';
import classes from './search.module.css';
import { Isolated } from '../../ui/isolated.tsx';

/** A completion: what is typed, and what it means. */
export const SearchOption = ({ completion: { text, label } }: { completion: Completion }) => (
  <Group gap="md" wrap="nowrap">
    <Text component="span" size="sm" className={classes['typed']}>
      <Isolated>{text}</Isolated>
    </Text>
    <Text component="span" size="xs" c="dimmed" truncate>
      <Isolated>{label}</Isolated>
    </Text>
  </Group>
);
