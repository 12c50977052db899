import { Table } from '@mantine/core';
import type { EntityType, TimelineOutput } from '@timetracker/shared';
import { entityPlural } from '../i18n/catalog-text.ts';
import { formatNumber } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { bucketName } from './bucket-text.ts';
import { type ActivitySearch, feedOfBucket } from './feed-behind.ts';
import classes from './stats.module.css';
import type { StatsWindow } from './stats-window.ts';
import { useFeedLink } from './use-feed-link.ts';

interface TimelineTableProps {
  timeline: TimelineOutput;
  window: StatsWindow;
  types: readonly EntityType[];
}

/** The numbers of the chart, the latest first; each leads to its activities. */
export function TimelineTable({ timeline: { bucket, buckets }, window, types }: TimelineTableProps) {
  return (
    // Scrolls by itself where it is wider than the page, so the keyboard has to reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={classes['frame']} tabIndex={0} aria-label={t(`stats.timeline.${bucket}`)}>
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('stats.when')}</Table.Th>
            <Table.Th scope="col" ta="end">
              {t('stats.total')}
            </Table.Th>
            {types.map((type) => (
              <Table.Th key={type} scope="col" ta="end">
                {entityPlural(type)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {buckets.toReversed().map((of) => {
            const when = bucketName(bucket, of.start);
            const feed = feedOfBucket(bucket, of, window);
            return (
              <Table.Tr key={of.start}>
                <Table.Th scope="row" fw={400}>
                  {when}
                </Table.Th>
                <Cell count={of.total} feed={feed} label={when} />
                {types.map((type) => (
                  <Cell
                    key={type}
                    count={of.entity_counts?.[type] ?? 0}
                    feed={{ ...feed, entity_type: type }}
                    label={t('stats.type_at', { type: entityPlural(type), when })}
                  />
                ))}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function Cell({ count, feed, label }: { count: number; feed: ActivitySearch; label: string }) {
  const feedLink = useFeedLink();
  return (
    <Table.Td className={classes['number'] ?? ''}>
      {count === 0 ? (
        0
      ) : (
        <a {...feedLink(feed)} aria-label={t('stats.count_of', { count, label })}>
          {formatNumber(count)}
        </a>
      )}
    </Table.Td>
  );
}
