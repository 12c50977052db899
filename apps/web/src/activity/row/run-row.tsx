import { Badge } from '@mantine/core';
import { useId } from 'react';
import { formatNumber, formatTime } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import type { RunRowData } from '../stream/stream-rows.ts';
import { Gap } from './gap.tsx';
import { useRowActions } from './row-actions.ts';
import { RowArticle } from './row-article.tsx';
import { RowFrame } from './row-frame.tsx';
import classes from './row.module.css';
import { runSentence } from './run-sentence.ts';
import { Isolated } from '../../ui/isolated.tsx';

/** Several activities of a kind as one line, which opens into them. */
export function RunRow({ row, isActive }: { row: RunRowData; isActive: boolean }) {
  const id = useId();
  const { projectName, toggleRun, hasArrived } = useRowActions();
  const { activities } = row;
  const [newest] = activities;
  const oldest = activities.at(-1);
  if (!newest || !oldest) return null;
  const [from, to] = [formatTime(oldest.created_at), formatTime(newest.created_at)];
  return (
    <RowArticle
      id={id}
      rowKey={row.key}
      position={row.position}
      opensDay={row.opens_day}
      isNew={row.is_new}
      isNested={false}
      isActive={isActive}
      hasArrived={activities.some((activity) => hasArrived(activity.id))}
    >
      <RowFrame
        activity={newest}
        id={id}
        isOpen={row.is_open}
        toggleLabel={t('activity.run.show')}
        onToggle={() => toggleRun(activities)}
      >
        <span id={`${id}-what`}>
          <Isolated>{runSentence(activities, projectName(newest.project_id))}</Isolated>
        </span>
        <Gap />
        <Badge variant="default" size="sm" tt="none" className={classes['count'] ?? ''}>
          {formatNumber(activities.length)}
        </Badge>
        <Gap />
        {from !== to && <span className={classes['span']}>{t('activity.run.between', { from, to })}</span>}
      </RowFrame>
    </RowArticle>
  );
}
