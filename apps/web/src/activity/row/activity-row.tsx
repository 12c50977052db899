import { Skeleton } from '@mantine/core';
import type { Activity } from '@timetracker/shared';
import { Suspense } from 'react';
import { sentenceOf } from '../../i18n/catalog-text.ts';
import { t } from '../../i18n/index.ts';
import { part } from '../../ui/part.tsx';
import type { ActivityRowData } from '../data/stream-rows.ts';
import { LinkedSentence } from './linked-sentence.tsx';
import { useRowActions } from './row-actions.ts';
import { RowFacts } from './row-facts.tsx';
import { StreamRow } from './stream-row.tsx';

/**
 * An activity's sentence beside its status pills: what they say is not said twice, where the sentence is the catalog's
 * own. One that somebody wrote is left as it is.
 */
function rowSentence(activity: Activity): string {
  const { old_status, new_status, ...extra_data } = activity.extra_data;
  const whole = sentenceOf(activity);
  if (old_status === undefined || new_status === undefined) return whole;
  const isStandard = whole === sentenceOf({ ...activity, description: '' });
  return isStandard ? sentenceOf({ ...activity, description: '', extra_data }) : whole;
}

const ActivityDetails = part(() => import('./details/activity-details.tsx'));

/** One activity of the stream, and, when opened, everything that is known of it. */
export function ActivityRow({ row, isActive }: { row: ActivityRowData; isActive: boolean }) {
  const { entityLinkOf, isExpanded, toggleDetails, hasArrived } = useRowActions();
  const { activity } = row;
  const isOpen = isExpanded(activity.id);
  return (
    <StreamRow
      row={row}
      isActive={isActive}
      hasArrived={hasArrived(activity.id)}
      activity={activity}
      sentence={
        <LinkedSentence
          sentence={rowSentence(activity)}
          name={activity.entity_name}
          entityLink={entityLinkOf(activity)}
          saysDeleted={activity.action === 'deleted'}
        />
      }
      facts={<RowFacts activity={activity} />}
      toggle={{ label: t('activity.details'), isOpen, onToggle: () => toggleDetails(activity.id) }}
    >
      {isOpen && (
        <Suspense fallback={<Skeleton height={96} m="xs" />}>
          <ActivityDetails activity={activity} />
        </Suspense>
      )}
    </StreamRow>
  );
}
