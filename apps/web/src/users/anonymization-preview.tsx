import { List, Stack, Text } from '@mantine/core';
import type { AnonymizationPreview as Preview } from '@timetracker/shared';
import { t } from '../i18n/index.ts';
import { Isolated } from '../ui/isolated.tsx';
import { PlaceCounts } from './place-counts.tsx';

/** What anonymizing would change, and the names that are words, which it may leave. */
export const AnonymizationPreview = ({ preview }: { preview: Preview }) => (
  <Stack gap="xs">
    <Text fw={600}>{t('users.anonymize.would_change')}</Text>
    <PlaceCounts counts={preview.counts} />
    <Matches title={t('users.anonymize.ambiguous_replaced')} matches={preview.ambiguous_replaced} />
    <Matches title={t('users.anonymize.ambiguous_left')} matches={preview.ambiguous_left} />
  </Stack>
);

const SHOWN = 5;

function Matches({
  title,
  matches: { count, samples },
}: {
  title: string;
  matches: Preview['ambiguous_left'];
}) {
  if (count === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        {title} ({count})
      </Text>
      <List size="sm">
        {samples.slice(0, SHOWN).map(({ id, description }) => (
          <List.Item key={id}>
            {id} · <Isolated>{description}</Isolated>
          </List.Item>
        ))}
      </List>
    </div>
  );
}
