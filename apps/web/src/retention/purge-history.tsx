import { Progress, Text, VisuallyHidden } from '@mantine/core';
import type { PurgeOutput } from '@timetracker/shared';
import { typeName } from '../i18n/catalog-labels.ts';
import { formatDate, formatDateTime } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { Isolated } from '../ui/isolated.tsx';
import rows from '../ui/rows.module.css';
import { Section } from '../ui/section.tsx';

/** What was purged, the newest first, and how far a purge is. */
export const PurgeHistory = ({ purges }: { purges: readonly PurgeOutput[] }) => (
  <Section title={t('retention.history')}>
    <VisuallyHidden aria-live="polite">{newsOf(purges)}</VisuallyHidden>
    {purges.length === 0 ? (
      <Empty title={t('retention.no_purges')} />
    ) : (
      <ul className={rows['rows']}>
        {purges.map((purge) => (
          <PurgeItem key={purge.id} purge={purge} />
        ))}
      </ul>
    )}
  </Section>
);

/** Said when it changes: that a purge is running, and that it has ended, but not each step of it. */
function newsOf([newest]: readonly PurgeOutput[]): string {
  if (!newest) return '';
  const { number, purged } = newest;
  return newest.finished_at === null
    ? t('retention.news_running', { number })
    : t('retention.news_finished', { number, purged });
}

function PurgeItem({ purge }: { purge: PurgeOutput }) {
  const { number, reason, before, entity_type, finished_at, keep_counts, by_policy } = purge;
  const notes = [
    by_policy ? t('retention.by_policy') : '',
    keep_counts ? '' : t('retention.counts_forgotten'),
  ].filter(Boolean);
  return (
    <li className={rows['row']}>
      <div className={rows['what']}>
        <Text size="sm" fw={600}>
          {t('retention.what_before', {
            number,
            type: entity_type === null ? t('retention.every_type') : typeName(entity_type),
            date: formatDate(before),
          })}
        </Text>
        <Text size="sm">
          <Isolated>{reason}</Isolated>
        </Text>
        <Text size="xs" c="dimmed">
          {[stateOf(purge), ...notes].join(' · ')}
        </Text>
        {finished_at === null && (
          <Progress
            mt={6}
            value={percentOf(purge)}
            animated
            aria-label={t('retention.progress', { number })}
          />
        )}
      </div>
    </li>
  );
}

const percentOf = ({ last_id, purged_through }: PurgeOutput): number =>
  last_id === null ? 0 : Math.floor((100 * purged_through) / Math.max(1, last_id));

function stateOf(purge: PurgeOutput): string {
  const { finished_at, last_id, purged } = purge;
  if (finished_at !== null) return t('retention.finished', { purged, date: formatDateTime(finished_at) });
  if (last_id === null) return t('retention.waiting');
  return t('retention.running', { purged, percent: percentOf(purge) });
}
