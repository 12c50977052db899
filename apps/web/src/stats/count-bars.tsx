import { Text, Title } from '@mantine/core';
import { formatNumber } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import classes from './count-bars.module.css';

export interface Count {
  key: string;
  label: string;
  count: number;
}

/** Counts from most to least, each with a bar in proportion. */
export function CountBars({ title, counts }: { title: string; counts: readonly Count[] }) {
  const sorted = counts.filter(({ count }) => count > 0).toSorted((left, right) => right.count - left.count);
  const most = sorted[0]?.count ?? 1;
  return (
    <div>
      <Title order={3} mb="xs">
        {title}
      </Title>
      {sorted.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('stats.summary.nothing')}
        </Text>
      )}
      <ul className={classes['list']}>
        {sorted.map(({ key, label, count }) => (
          <li key={key}>
            <div className={classes['line']}>
              <span>{label}</span>
              <span className={classes['count']}>{formatNumber(count)}</span>
            </div>
            <div className={classes['track']} aria-hidden>
              <div className={classes['bar']} style={{ width: `${(100 * count) / most}%` }} />
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
