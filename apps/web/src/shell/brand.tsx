import { Group, Text } from '@mantine/core';
import classes from './shell.module.css';

export const Brand = () => (
  <Group gap="xs" wrap="nowrap">
    <img src="/favicon.svg" alt="" width={28} height={28} />
    <Text fw={700} component="span" className={classes['name']}>
      TimeTracker
    </Text>
  </Group>
);
