import { Title } from '@mantine/core';
import { t } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { type Count, CountList } from './count-list.tsx';

/** Counts from most to least, under a title. */
export function CountBars({ title, counts }: { title: string; counts: readonly Count[] }) {
  const sorted = counts.filter(({ count }) => count > 0).toSorted((left, right) => right.count - left.count);
  return (
    <div>
      <Title order={3} mb="xs">
        {title}
      </Title>
      {sorted.length === 0 ? <Empty title={t('stats.summary.nothing')} /> : <CountList counts={sorted} />}
    </div>
  );
}
