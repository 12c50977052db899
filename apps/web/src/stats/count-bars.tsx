import { Text, Title } from '@mantine/core';
import { t } from '../i18n/index.ts';
import { type Count, CountList } from './count-list.tsx';

/** Counts from most to least, under a title. */
export function CountBars({ title, counts }: { title: string; counts: readonly Count[] }) {
  const sorted = counts.filter(({ count }) => count > 0).toSorted((left, right) => right.count - left.count);
  return (
    <div>
      <Title order={3} mb="xs">
        {title}
      </Title>
      {sorted.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('stats.summary.nothing')}
        </Text>
      ) : (
        <CountList counts={sorted} />
      )}
    </div>
  );
}
