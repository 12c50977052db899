import { Card, Group, Skeleton, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { t } from '../i18n/index.ts';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';

interface StatsCardProps<Data> {
  title: string;
  query: {
    data: Data | undefined;
    isPending: boolean;
    isLoadingError: boolean;
    error: unknown;
    refetch: () => unknown;
  };
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
      {query.isPending && (
        <Loading what={title}>
          <Skeleton height={height} />
        </Loading>
      )}
      {query.isLoadingError && (
        <Failure
          title={t('stats.summary.not_loaded')}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.data !== undefined && children(query.data)}
    </Card>
  );
}
