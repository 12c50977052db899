import { VisuallyHidden } from '@mantine/core';
import { type Activity, isolated, nameOf } from '@timetracker/shared';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { sentenceOf } from '../../i18n/catalog-text.ts';
import { t } from '../../i18n/index.ts';
import { inBatches } from '../../live/in-batches.ts';
import { useLive } from '../../live/live-provider.tsx';
import { type FeedScope, inScope } from '../data/feed-scope.ts';

const PACE_MS = 1_500;

const announcement = (activities: readonly Activity[]) => {
  const [only, another] = activities;
  if (!only) return '';
  return another
    ? t('feed.new_count', { count: activities.length })
    : `${nameOf(only)}: ${isolated(sentenceOf(only))}`;
};

/** Tells screen readers politely of new activities; those that come close together in one breath. */
export function ActivityAnnouncer({ scope }: { scope: FeedScope }) {
  const { arrivals } = useLive();
  const [spoken, setSpoken] = useState('');
  const [breath] = useState(() => inBatches<Activity>(PACE_MS, (batch) => setSpoken(announcement(batch))));
  const newestHeard = useRef(0);

  const hear = useEffectEvent((activities: readonly Activity[]) => {
    const fresh = activities.filter(({ id }) => id > newestHeard.current);
    newestHeard.current = Math.max(newestHeard.current, ...fresh.map(({ id }) => id));
    const relevant = fresh.filter(inScope(scope));
    if (relevant.length > 0) breath.add(...relevant);
  });
  useEffect(() => hear(arrivals), [arrivals]);
  useEffect(() => breath.cancel, [breath]);

  return (
    <VisuallyHidden role="log" aria-live="polite" aria-label={t('feed.new')}>
      {spoken}
    </VisuallyHidden>
  );
}
