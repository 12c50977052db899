import { Badge, VisuallyHidden } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { EntityType } from '@timetracker/shared';
import { statusText } from '../../i18n/catalog-text.ts';
import { t } from '../../i18n/index.ts';
import { Isolated } from '../../ui/isolated.tsx';
import classes from './row.module.css';

/** A status that has none of these colours is shown in grey. */
const colors: Record<string, string> = {
  in_progress: 'blue',
  review: 'violet',
  done: 'teal',
  sent: 'blue',
  paid: 'teal',
  overdue: 'red',
};

interface StatusPillsProps {
  entity_type: EntityType;
  /** Undefined where only the new one is known. */
  before: string | undefined;
  after: string;
}

const Pill = ({ entity_type, status }: { entity_type: EntityType; status: string }) => (
  <Badge variant="light" size="sm" tt="none" color={colors[status] ?? 'gray'}>
    <Isolated>{statusText(entity_type, status)}</Isolated>
  </Badge>
);

/** From which status something went to which. */
export const StatusPills = ({ entity_type, before, after }: StatusPillsProps) => (
  <span className={classes['pills']}>
    {before !== undefined && (
      <>
        <Pill entity_type={entity_type} status={before} />
        <IconArrowRight size={13} aria-hidden className={classes['arrow']} />
        <VisuallyHidden>{t('activity.status_became')}</VisuallyHidden>
      </>
    )}
    <Pill entity_type={entity_type} status={after} />
  </span>
);
