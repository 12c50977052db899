import { Table, Text } from '@mantine/core';
import type { PurgeOutput } from '@timetracker/shared';
import { typeName } from '../i18n/catalog-labels.ts';
import { formatDate, formatDateTime, formatNumber } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { Section } from '../ui/section.tsx';

/** What was purged, the newest first. */
export const PurgeHistory = ({ purges }: { purges: readonly PurgeOutput[] }) => (
  <Section title={t('retention.history')}>
    {purges.length === 0 ? (
      <Text size="sm">{t('retention.no_purges')}</Text>
    ) : (
      <Table.ScrollContainer minWidth={520}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('retention.number')}</Table.Th>
              <Table.Th>{t('retention.what')}</Table.Th>
              <Table.Th>{t('retention.reason')}</Table.Th>
              <Table.Th>{t('retention.removed')}</Table.Th>
              <Table.Th>{t('retention.state')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {purges.map((purge) => (
              <Table.Tr key={purge.id}>
                <Table.Td>{purge.number}</Table.Td>
                <Table.Td>
                  {t('retention.what_before', {
                    type:
                      purge.entity_type === null ? t('retention.every_type') : typeName(purge.entity_type),
                    date: formatDate(purge.before),
                  })}
                </Table.Td>
                <Table.Td>{purge.reason}</Table.Td>
                <Table.Td>{formatNumber(purge.purged)}</Table.Td>
                <Table.Td>{stateOf(purge)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    )}
  </Section>
);

function stateOf({ finished_at, last_id, purged_through }: PurgeOutput): string {
  if (finished_at !== null) return t('retention.finished', { date: formatDateTime(finished_at) });
  if (last_id === null) return t('retention.waiting');
  const percent = Math.floor((100 * purged_through) / Math.max(1, last_id));
  return t('retention.running', { percent });
}
