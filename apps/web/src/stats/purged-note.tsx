import { Text } from '@mantine/core';
import type { Purged } from '@timetracker/shared';
import { typeName } from '../i18n/catalog-labels.ts';
import { formatDate, formatList } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';

/** Says that some of what is counted is gone, so that nobody looks for it in a list. */
export function PurgedNote({ of: { purged_before, purged_types = [] } }: { of: Purged }) {
  if (purged_before === undefined) return null;
  const date = formatDate(purged_before);
  return (
    <Text size="sm" mt="sm">
      {purged_types.length === 0
        ? t('stats.purged', { date })
        : t('stats.purged_of', { date, types: formatList(purged_types.map(typeName)) })}
    </Text>
  );
}
