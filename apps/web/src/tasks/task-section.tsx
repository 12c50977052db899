import { Card, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface TaskSectionProps {
  /** Unique on the page: the heading has it. */
  id: string;
  title: string;
  /** What is within has a frame of its own. */
  isFramed?: boolean;
  children: ReactNode;
}

/** A part of a task's page. */
export function TaskSection({ id, title, isFramed = false, children }: TaskSectionProps) {
  const heading = (
    <Title order={2} id={id} mb={isFramed ? 'xs' : 'md'}>
      {title}
    </Title>
  );
  if (isFramed)
    return (
      <section aria-labelledby={id}>
        {heading}
        {children}
      </section>
    );
  return (
    <Card component="section" aria-labelledby={id}>
      {heading}
      {children}
    </Card>
  );
}
