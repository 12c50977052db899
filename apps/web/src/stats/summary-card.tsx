import { Card, Group, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { nameOf, type StatsOutput } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { typeName } from '../i18n/catalog-labels.ts';
import { formatNumber } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { Query } from '../ui/query.tsx';
import { type Count, CountList } from './count-list.tsx';
import { PurgedNote } from './purged-note.tsx';
import classes from './summary-card.module.css';

const DAYS = 7;

const byType = ({ entity_counts }: StatsOutput) =>
  Object.entries(entity_counts).map(([type, count]) => ({ key: type, label: typeName(type), count }));

const byPerson = ({ user_activity }: StatsOutput) =>
  user_activity.map((person) => ({ key: person.username, label: nameOf(person), count: person.count }));

/** The last week in numbers. */
export function SummaryCard() {
  const stats = trpc.stats.summary.useQuery({ days: DAYS });
  return (
    <Card component="section" aria-labelledby="summary-title">
      <Group justify="space-between" mb="md" gap="xs">
        <Title order={2} id="summary-title">
          {t('stats.summary.last_days', { days: DAYS })}
        </Title>
        <Link to="/statistics" className={classes['all']}>
          {t('stats.summary.all')}
        </Link>
      </Group>
      <Query
        of={stats}
        what={t('stats.summary.statistics')}
        skeleton={180}
        failure={t('stats.summary.not_loaded')}
      >
        {(stats) => <Summary stats={stats} />}
      </Query>
    </Card>
  );
}

const Summary = ({ stats }: { stats: StatsOutput }) => (
  <>
    <p className={classes['total']}>
      <strong>{formatNumber(stats.total_activities)}</strong>{' '}
      {t('stats.summary.activities', { count: stats.total_activities })}
    </p>
    <div className={classes['counts']}>
      <CountBars title={t('stats.summary.by_type')} counts={byType(stats)} />
      {stats.user_activity.length > 0 && (
        <CountBars title={t('stats.summary.most_active')} counts={byPerson(stats)} />
      )}
    </div>
    <PurgedNote of={stats} />
  </>
);

/** Counts from most to least, under a title. */
function CountBars({ title, counts }: { title: string; counts: readonly Count[] }) {
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
