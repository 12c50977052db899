import { Card, Group, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { t } from '../i18n/index.ts';
import { type Asked, Query } from '../ui/query.tsx';

interface StatsCardProps<Data> {
  title: string;
  query: Asked<Data>;
  /** Of what stands in for the numbers until they are there; px. */
  height: number;
  actions?: ReactNode;
  children: (data: Data) => ReactNode;
}

/** A card of numbers that come by themselves: while they are on their way, when they do not arrive, and when they did. */
export function StatsCard<Data>({ title, query, height, actions, children }: StatsCardProps<Data>) {
  const titleId = useId();
  return (
    <Card component="section" aria-labelledby={titleId}>
      <Group justify="space-between" mb="md" gap="xs">
        <Title order={2} id={titleId}>
          {title}
        </Title>
        {actions}
      </Group>
      <Query of={query} what={title} skeleton={height} failure={t('stats.summary.not_loaded')}>
        {(data) => children(data)}
      </Query>
    </Card>
  );
}
