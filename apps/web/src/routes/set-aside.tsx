import { Text } from '@mantine/core';
import { SetAsideList } from '../set-aside/set-aside-list.tsx';
import { Page } from '../ui/page.tsx';

export const SetAside = () => (
  <Page title="Set aside">
    <Text c="dimmed" size="sm" mb="md">
      Events that could not be stored, with the reason. Nothing that was received is thrown away.
    </Text>
    <SetAsideList />
  </Page>
);
