import { Skeleton } from '@mantine/core';
import { lazy, Suspense, useId } from 'react';
import { t } from '../../i18n/index.ts';
import type { ActivityRowData } from '../stream/stream-rows.ts';
import { LinkedSentence } from './linked-sentence.tsx';
import { useRowActions } from './row-actions.ts';
import { RowArticle } from './row-article.tsx';
import { RowFacts } from './row-facts.tsx';
import { RowFrame } from './row-frame.tsx';
import { rowSentence } from './row-sentence.ts';

const ActivityDetails = lazy(() => import('../details/activity-details.tsx'));

/** One activity of the stream, and, when opened, everything that is known of it. */
export function ActivityRow({ row, isActive }: { row: ActivityRowData; isActive: boolean }) {
  const id = useId();
  const { whereaboutsOf, isExpanded, toggleDetails, hasArrived } = useRowActions();
  const { activity } = row;
  const isOpen = isExpanded(activity.id);
  return (
    <RowArticle
      id={id}
      rowKey={row.key}
      position={row.position}
      opensDay={row.opens_day}
      isNew={row.is_new}
      isNested={row.nested}
      isActive={isActive}
      hasArrived={hasArrived(activity.id)}
    >
      <RowFrame
        activity={activity}
        id={id}
        isOpen={isOpen}
        toggleLabel={t('activity.details')}
        onToggle={() => toggleDetails(activity.id)}
      >
        <span id={`${id}-what`}>
          <LinkedSentence
            sentence={rowSentence(activity)}
            name={activity.entity_name}
            whereabouts={whereaboutsOf(activity)}
            saysDeleted={activity.action === 'deleted'}
          />
        </span>
        <RowFacts activity={activity} />
      </RowFrame>
      {isOpen && (
        <Suspense fallback={<Skeleton height={96} m="xs" />}>
          <ActivityDetails activity={activity} />
        </Suspense>
      )}
    </RowArticle>
  );
}
