import { Table, Text } from '@mantine/core';
import { formatNumber } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';

const places = {
  activities: 'users.anonymize.place.activities',
  comments: 'users.anonymize.place.comments',
  tasks: 'users.anonymize.place.tasks',
  time_entries: 'users.anonymize.place.time_entries',
  projects: 'users.anonymize.place.projects',
  clients: 'users.anonymize.place.clients',
  invoices: 'users.anonymize.place.invoices',
  saved_views: 'users.anonymize.place.saved_views',
  workspace: 'users.anonymize.place.workspace',
  legal_holds: 'users.anonymize.place.legal_holds',
  activity_purges: 'users.anonymize.place.activity_purges',
  anonymizations: 'users.anonymize.place.anonymizations',
  outbox: 'users.anonymize.place.outbox',
  jobs: 'users.anonymize.place.jobs',
  set_aside: 'users.anonymize.place.set_aside',
  kept_emails: 'users.anonymize.place.kept_emails',
  exports: 'users.anonymize.place.exports',
} as const;

/** How much was, or would be changed, by place. */
export function PlaceCounts({ counts }: { counts: Record<string, number> }) {
  const rows = Object.entries(places).filter(([place]) => (counts[place] ?? 0) > 0);
  if (rows.length === 0) return <Text size="sm">{t('users.anonymize.nothing')}</Text>;
  return (
    <Table withRowBorders={false} verticalSpacing={2}>
      <Table.Tbody>
        {rows.map(([place, label]) => (
          <Table.Tr key={place}>
            <Table.Th scope="row" fw={400}>
              {t(label)}
            </Table.Th>
            <Table.Td ta="right">{formatNumber(counts[place] ?? 0)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
