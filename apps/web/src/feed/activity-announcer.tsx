import { VisuallyHidden } from '@mantine/core';
import type { Activity } from '@timetracker/shared';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useLive } from '../live/live-provider.tsx';
import { wholeNumber } from '../ui/time-text.ts';
import { type FeedFilter, passes } from './feed-filter.ts';

const PACE_MS = 1_500;

const announcement = (activities: readonly Activity[]) => {
  const [only, another] = activities;
  if (!only) return '';
  return another
    ? `${wholeNumber(activities.length)} new activities`
    : `${only.display_name}: ${only.description}`;
};

/** Tells screen readers politely of new activities; those that come close together in one breath. */
export function ActivityAnnouncer({ filter }: { filter: FeedFilter }) {
  const { arrivals } = useLive();
  const [spoken, setSpoken] = useState('');
  const announced = useRef(new Set<number>());

  const announce = useEffectEvent((arrivals: readonly Activity[]) => {
    const fresh = arrivals.filter((activity) => !announced.current.has(activity.id)).filter(passes(filter));
    announced.current = new Set(arrivals.map(({ id }) => id));
    if (fresh.length > 0) setSpoken(announcement(fresh));
  });
  useEffect(() => {
    const timer = setTimeout(() => announce(arrivals), PACE_MS);
    return () => clearTimeout(timer);
  }, [arrivals]);

  return (
    <VisuallyHidden role="log" aria-live="polite" aria-label="New activities">
      {spoken}
    </VisuallyHidden>
  );
}
