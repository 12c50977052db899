import { Badge } from '@mantine/core';
import { formatNumber, formatTime } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Isolated } from '../../ui/isolated.tsx';
import type { RunRowData } from '../data/stream-rows.ts';
import classes from './row.module.css';
import { useRowActions } from './row-actions.ts';
import { Gap } from './row-facts.tsx';
import { runSentence } from './run-sentence.ts';
import { StreamRow } from './stream-row.tsx';

/** Several activities of a kind as one line, which opens into them. */
export function RunRow({ row, isActive }: { row: RunRowData; isActive: boolean }) {
  const { projectName, toggleRun, hasArrived } = useRowActions();
  const { activities } = row;
  const [newest] = activities;
  const oldest = activities.at(-1);
  if (!newest || !oldest) return null;
  const [from, to] = [formatTime(oldest.created_at), formatTime(newest.created_at)];
  return (
    <StreamRow
      row={row}
      isActive={isActive}
      hasArrived={activities.some((activity) => hasArrived(activity.id))}
      activity={newest}
      sentence={<Isolated>{runSentence(activities, projectName(newest.project_id))}</Isolated>}
      facts={
        <>
          <Gap />
          <Badge variant="default" size="sm" tt="none" className={classes['count'] ?? ''}>
            {formatNumber(activities.length)}
          </Badge>
          <Gap />
          {from !== to && <span className={classes['span']}>{t('activity.run.between', { from, to })}</span>}
        </>
      }
      toggle={{
        label: t('activity.run.show'),
        isOpen: row.is_open,
        onToggle: () => toggleRun(activities),
      }}
    />
  );
}
