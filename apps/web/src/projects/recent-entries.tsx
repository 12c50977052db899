import { Table, Text } from '@mantine/core';
import type { Project, TimeEntry } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { formatDate, formatPeriod, formatTime } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { Isolated } from '../ui/isolated.tsx';
import { Name } from '../ui/name.tsx';
import { Query } from '../ui/query.tsx';

const SHOWN = 20;

/** The latest time that people spent on a project. */
export function RecentEntries({ project }: { project: Project }) {
  const entries = trpc.timeEntry.list.useQuery({ project_id: project.id, limit: SHOWN });
  return (
    <Query
      of={entries}
      what={t('projects.time.entries')}
      skeleton={160}
      failure={t('projects.time.entries_not_loaded')}
      empty={t('projects.time.nothing')}
    >
      {(entries) => (
        <Table verticalSpacing="xs" horizontalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('projects.time.what')}</Table.Th>
              <Table.Th visibleFrom="sm">{t('projects.time.who')}</Table.Th>
              <Table.Th visibleFrom="sm">{t('projects.time.when')}</Table.Th>
              <Table.Th ta="end">{t('projects.time.duration')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {entries.map((entry) => (
              <EntryRow key={entry.id} entry={entry} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Query>
  );
}

const period = ({ started_at, ended_at }: TimeEntry) =>
  ended_at === null
    ? t('projects.time.since', { date: formatDate(started_at), start: formatTime(started_at) })
    : t('projects.time.from_to', {
        date: formatDate(started_at),
        start: formatTime(started_at),
        end: formatTime(ended_at),
      });

const EntryRow = ({ entry }: { entry: TimeEntry }) => (
  <Table.Tr>
    <Table.Td>
      <Text size="sm" fw={500}>
        <Isolated>{entry.task_name ?? t('projects.time.no_task')}</Isolated>
      </Text>
      {entry.notes && (
        <Text size="sm" c="dimmed" lineClamp={2}>
          <Isolated>{entry.notes}</Isolated>
        </Text>
      )}
      <Text size="xs" c="dimmed" hiddenFrom="sm">
        <Name of={entry} />
      </Text>
      <Text size="xs" c="dimmed" hiddenFrom="sm">
        {period(entry)}
      </Text>
    </Table.Td>
    <Table.Td visibleFrom="sm">
      <Name of={entry} />
    </Table.Td>
    <Table.Td visibleFrom="sm">{period(entry)}</Table.Td>
    <Table.Td ta="end">
      {entry.ended_at === null ? (
        <Text size="sm" fw={600} component="span" c="var(--live-color)">
          {t('projects.time.running')}
        </Text>
      ) : (
        <Text size="sm" fw={600} component="span">
          {formatPeriod(entry.started_at, entry.ended_at)}
        </Text>
      )}
    </Table.Td>
  </Table.Tr>
);
