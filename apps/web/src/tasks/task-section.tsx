import { Card, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A part of a task's page. @param id unique on the page: its heading has it */
export const TaskSection = ({ id, title, children }: { id: string; title: string; children: ReactNode }) => (
  <Card component="section" aria-labelledby={id}>
    <Title order={2} id={id} mb="md">
      {title}
    </Title>
    {children}
  </Card>
);
