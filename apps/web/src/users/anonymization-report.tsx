import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import type { AnonymizationReport as Report } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { Query } from '../ui/query.tsx';
import { PlaceCounts } from './place-counts.tsx';

const LOOK_AGAIN_MS = 1_000;

/** How far an anonymization is, and what it changed. */
export function AnonymizationReport({ user_id: id, onClose }: { user_id: number; onClose: () => void }) {
  const report = trpc.privacy.report.useQuery(
    { id },
    { refetchInterval: ({ state }) => (state.data?.status === 'completed' ? false : LOOK_AGAIN_MS) },
  );
  return (
    <Query
      of={report}
      what={t('users.anonymize.the_report')}
      skeleton={96}
      failure={t('users.anonymize.report_not_loaded')}
    >
      {(report) => <ReportFacts user_id={id} report={report} onClose={onClose} />}
    </Query>
  );
}

interface ReportProps {
  user_id: number;
  report: Report;
  onClose: () => void;
}

function ReportFacts({ user_id: id, report, onClose }: ReportProps) {
  const { status, progress, reason, counts } = report;
  const isDone = status === 'completed';
  const left = counts['ambiguous_left'] ?? 0;
  return (
    <Stack>
      <div aria-live="polite">
        <Text>{t(isDone ? 'users.anonymize.completed' : 'users.anonymize.running')}</Text>
      </div>
      <Progress
        value={progress}
        color={isDone ? 'teal' : 'indigo'}
        aria-label={t('users.anonymize.progress')}
      />
      <Text size="sm">{t('users.anonymize.because', { reason })}</Text>
      {!isDone && (
        <Text size="sm" c="dimmed">
          {t('users.anonymize.goes_on')}
        </Text>
      )}
      {isDone && <PlaceCounts counts={counts} />}
      {isDone && left > 0 && <Text size="sm">{t('users.anonymize.left', { left })}</Text>}
      <Group justify="flex-end">
        {isDone && (
          <Button
            component="a"
            variant="default"
            href={`/api/users/${id}/anonymization`}
            download={`anonymization-${id}.json`}
          >
            {t('users.anonymize.download')}
          </Button>
        )}
        <Button onClick={onClose}>{t('users.anonymize.close')}</Button>
      </Group>
    </Stack>
  );
}
