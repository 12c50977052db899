import { Card, Group, Skeleton, Stack } from '@mantine/core';
import { type ReactNode, Suspense } from 'react';
import { Brand } from '../ui/brand.tsx';
import { part } from '../ui/part.tsx';
import classes from '../ui/ui.module.css';

const ColorSchemeMenu = part(() => import('../ui/color-scheme-menu.tsx'));

/** The frame of the pages before the sign-in: one card in the middle. */
export const EntryPage = ({ children }: { children: ReactNode }) => (
  <main className={classes['entryPagePage']}>
    <Stack w="100%" maw="24rem" gap="lg">
      <Group justify="space-between">
        <Brand />
        <Suspense fallback={<Skeleton circle height={34} />}>
          <ColorSchemeMenu />
        </Suspense>
      </Group>
      <Card padding="xl">{children}</Card>
    </Stack>
  </main>
);
