import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Page } from './page.tsx';

export const NotFoundPage = () => (
  <Page title="Page not found">
    <Text mb="md">There is nothing at this address, or it is not for your eyes.</Text>
    <Link to="/">Go to the dashboard</Link>
  </Page>
);
